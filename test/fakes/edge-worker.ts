import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { createTestHarness, unstable_readConfig } from "wrangler";

const root = new URL("../..", import.meta.url).pathname;

/** Tests in local workerd are skipped where it cannot start, and say so in their title. */
export const HAS_WORKERD = canStart();
export const NEEDS_WORKERD = "needs workerd, which comes with wrangler and wants glibc 2.35";

function canStart(): boolean {
  try {
    const ofWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler"));
    const { default: program } = ofWrangler("workerd") as { readonly default: string };
    return spawnSync(program, ["--version"]).status === 0;
  } catch {
    return false;
  }
}

/** The Worker of `wrangler.toml` in local workerd, in front of `origin`; `queue: false` leaves its queue out. */
export async function startEdge(of: {
  readonly origin: string;
  readonly signingSecret: string;
  readonly edgeSecret: string;
  readonly queue?: boolean;
}) {
  process.env["WRANGLER_SEND_METRICS"] = "false";
  process.env["CLOUDFLARE_CF_FETCH_ENABLED"] = "false";
  const { name, main, compatibility_date, queues } = unstable_readConfig({ config: `${root}wrangler.toml` });
  if (name === undefined || main === undefined || compatibility_date === undefined)
    throw new Error("wrangler.toml lacks its name, main or compatibility date");
  const vars = {
    DESK_ORIGIN: of.origin,
    DESK_EDGE_SECRET: of.edgeSecret,
    SLACK_SIGNING_SECRET: of.signingSecret,
  };
  const config = { name, main, compatibility_date, vars, ...(of.queue === false ? {} : { queues }) };
  const harness = createTestHarness({ root, workers: [{ config }] });
  await harness.listen();
  return harness;
}
