import { BadSettings, readSettings } from "../config/environment.ts";
import { loadPolicy } from "../config/policy-file.ts";
import { readConfigFile } from "../config/read-file.ts";
import { LOCAL_TENANT } from "../local-tenant.ts";
import type { Command } from "./command.ts";
import { FailedJob } from "./faults.ts";

/** `config check`: the environment, the file and every tenant's review policy; each mistake with file and line. */
export const configCheck: Command = {
  name: "config check",
  help: "the environment, desk.config.yaml and the review policies: every mistake with file and line",
  flags: {},
  async run({ io, json }) {
    const mistakes: { readonly file: string; readonly line: number; readonly says: string }[] = [];
    let what = "no desk.config.yaml: tenant local alone";
    try {
      const settings = readSettings(io.env, io.cwd);
      const read = settings.configFile ? readConfigFile(settings.configFile, io.env) : null;
      if (read && !read.ok)
        mistakes.push(
          ...read.mistakes.map(({ file, line, at, says }) => ({ file, line, says: at ? `${at}: ${says}` : says })),
        );
      const tenants = read ? (read.ok ? read.config.tenants : []) : [LOCAL_TENANT];
      if (settings.configFile)
        what = `${settings.configFile}: ${tenants.length} tenant${tenants.length === 1 ? "" : "s"}`;
      for (const tenant of tenants)
        try {
          loadPolicy(tenant, settings.configFile);
        } catch (error) {
          if (!(error instanceof BadSettings)) throw error;
          mistakes.push({ file: tenant.policy ?? "review policy", line: 0, says: error.message });
        }
    } catch (error) {
      if (!(error instanceof BadSettings)) throw error;
      mistakes.push({ file: "environment", line: 0, says: error.message });
    }
    if (json) await io.out(`${JSON.stringify({ ok: mistakes.length === 0, mistakes })}\n`);
    else for (const { file, line, says } of mistakes) await io.out(`${file}${line > 0 ? `:${line}` : ""}: ${says}\n`);
    if (mistakes.length > 0)
      throw new FailedJob(`${mistakes.length} mistake${mistakes.length === 1 ? "" : "s"} in the configuration`);
    if (!json) await io.out(`in order (${what})\n`);
    return 0;
  },
};
