import { rm } from "node:fs/promises";
import { join } from "node:path";
import { download } from "../../adapters/ecfr/download.ts";
import { LIMITS, type HttpLimits } from "../../adapters/ecfr/http.ts";
import { isPassing, SyncFault, type SyncFaultCode } from "../../adapters/ecfr/sync-fault.ts";
import { addressOf, changedSince, latestIssues, type WantedPart } from "../../adapters/ecfr/versioner.ts";
import { CCL, CHART, GROUPS } from "../../core/rulebook/editions/rule-part.ts";
import { BadSettings } from "../config/environment.ts";
import { importedParts } from "../rules/imported-parts.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { requirePerson, withDesk, type OpenDesk } from "./open-desk.ts";
import { importInto } from "./rules-import.ts";

/** `apart`: imported by itself, so that a text of another form than this importer knows keeps nothing else away. */
type Wanted = WantedPart & { readonly key: string; readonly apart?: true };

/** What is fetched where nothing is named: all that rules read or answers cite. */
const USUAL: readonly Wanted[] = [
  { key: CCL, title: "15", part: "774", appendix: "Supplement No. 1 to Part 774" },
  { key: "us-ear/part-742", title: "15", part: "742" },
  { key: "us-ear/part-743", title: "15", part: "743" },
  { key: "us-ear/part-744", title: "15", part: "744" },
  { key: "us-ear/part-746", title: "15", part: "746" },
  { key: "us-ear/part-772", title: "15", part: "772" },
  { key: "us-itar/part-121", title: "22", part: "121" },
  { key: CHART, title: "15", part: "738", apart: true },
  { key: GROUPS, title: "15", part: "740", apart: true },
];
const NAMES: Readonly<Record<string, string>> = { "15": "us-ear", "22": "us-itar", "10": "us-10cfr" };

const SAYS: Readonly<Record<SyncFaultCode, string>> = {
  offline: "offline: the address cannot be reached",
  busy: "busy: the server asks to wait longer than I do",
  "cut-off": "cut off: what came is kept, and the next run goes on from there",
  "too-slow": "too slow: what came is kept, and the next run goes on from there",
  "too-large": "the answer is larger than any part of the Code",
  "not-found": "no such part or issue date",
  "redirected-elsewhere": "refused: it leads to another host",
  "not-xml": "refused: the answer is no XML (a page to sign in or to prove that you are a person)",
  "not-json": "refused: the answer is no JSON of the versioner",
  refused: "refused",
};
/** What passes by itself has an exit code of its own, so that a timer can tell it from a fault. */
const LATER = 3;

/** Where the official versioner stands. Throws BadSettings for anything but https; tests use their own machine. */
function baseOf(env: Readonly<Record<string, string | undefined>>): URL {
  const text = env["ECFR_BASE_URL"] ?? "https://www.ecfr.gov";
  const url = URL.parse(text);
  const loopback = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
  if (!url || (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)))
    throw new BadSettings(`ECFR_BASE_URL is an https address; it is "${text}"`);
  return url;
}

function wantedOf(call: Call): readonly Wanted[] {
  const { part } = call.values;
  if (!Array.isArray(part)) return USUAL;
  return part.map((text: unknown) => {
    const [, title = "", number = ""] = /^(\d+)\/(\d+)$/.exec(String(text)) ?? [];
    const usual = USUAL.find((one) => one.title === title && one.part === number);
    const name = NAMES[title];
    if (usual) return usual;
    if (name === undefined)
      throw new BadUsage(`--part takes TITLE/PART of title 15, 22 or 10, such as 15/746; it is "${String(text)}"`);
    return { key: `${name}/part-${number}`, title, part: number };
  });
}

type Fetched = { readonly wanted: Wanted; readonly day: string; readonly file: string };
type Said = { readonly part: string; readonly sync: "fresh" | "unchanged"; readonly date: string };

/** One part: unchanged since the edition that is held, or its text in a file. Throws SyncFault. */
async function fetchOne(
  wanted: Wanted,
  at: { readonly base: URL; readonly latest: string; readonly since: string | null; readonly folder: string },
  limits: HttpLimits,
): Promise<Fetched | Said> {
  const { base, latest, since, folder } = at;
  const day = since === null ? latest : await changedSince(base, wanted, { since, latest }, limits);
  if (day === null) return { part: wanted.key, sync: "unchanged", date: since ?? latest };
  const file = join(folder, `title-${wanted.title}-part-${wanted.part}-${day}.xml`);
  await download(addressOf(base, wanted, day), file, limits);
  return { wanted, day, file };
}

async function sync(call: Call, desk: OpenDesk): Promise<number> {
  requirePerson(desk);
  const base = baseOf(call.io.env);
  const limits: HttpLimits = { ...LIMITS, ...limitsOf(call.io.env) };
  const folder = join(desk.settings.home, "sync");
  const held = await importedParts(desk.home.stores.for(desk.tenant));
  const newest = (key: string): string | null =>
    held
      .filter(({ part }) => part === key)
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? null;
  const fetched: Fetched[] = [];
  let at = "titles";
  try {
    const issues = await latestIssues(base, limits);
    for (const wanted of wantedOf(call)) {
      at = wanted.key;
      const latest = issues.get(wanted.title);
      if (latest === undefined) throw new SyncFault("not-found", `title ${wanted.title}`);
      const one = await fetchOne(wanted, { base, latest, since: newest(wanted.key), folder }, limits);
      if ("file" in one) fetched.push(one);
      else await say(call, one);
    }
  } catch (error) {
    if (!(error instanceof SyncFault)) throw error;
    if (call.json) await call.io.out(`${JSON.stringify({ part: at, sync: error.code, about: error.about })}\n`);
    throw new FailedJob(
      `${at}: ${SAYS[error.code]} (${error.about}); nothing was imported, and what is active stays`,
      isPassing(error) ? LATER : 1,
    );
  }
  if (fetched.length === 0) return 0;
  for (const { wanted, day } of fetched) await say(call, { part: wanted.key, sync: "fresh", date: day });
  try {
    return await importAll(call, desk, fetched);
  } finally {
    // Taken or refused: a damaged text is asked for anew the next time.
    await rm(folder, { recursive: true, force: true });
  }
}

/** The usual parts as one, then each that stands apart. Throws the first FailedJob after all were tried. */
async function importAll(call: Call, desk: OpenDesk, fetched: readonly Fetched[]): Promise<number> {
  const apart = fetched.filter(({ wanted }) => wanted.apart);
  const together = fetched.filter(({ wanted }) => !wanted.apart);
  const faults: FailedJob[] = [];
  for (const files of [together, ...apart.map((one) => [one])].filter((list) => list.length > 0))
    await importInto(
      call,
      desk,
      files.map(({ file }) => file),
    ).catch((error: unknown) => {
      if (!(error instanceof FailedJob)) throw error;
      faults.push(error);
    });
  const [first] = faults;
  if (first) throw first;
  return 0;
}

/** Shorter waits for tests and for a timer that has little time; never longer than the usual ones. */
function limitsOf(env: Readonly<Record<string, string | undefined>>): Partial<HttpLimits> {
  const seconds = Number(env["ECFR_TIMEOUT_S"] ?? "");
  if (!Number.isFinite(seconds) || seconds <= 0) return {};
  const ms = seconds * 1000;
  return {
    idleMs: Math.min(LIMITS.idleMs, ms),
    totalMs: Math.min(LIMITS.totalMs, 10 * ms),
    patienceMs: Math.min(LIMITS.patienceMs, ms),
  };
}

const say = (call: Call, said: Said): Promise<void> =>
  call.io.out(
    call.json
      ? `${JSON.stringify(said)}\n`
      : `${said.part}  ${said.date}  ${said.sync === "fresh" ? "fetched" : "unchanged"}\n`,
  );

/** `rules sync`: the official text by issue date, from the versioner, imported like a file. */
export const rulesSync: Command = {
  name: "rules sync",
  help: "fetches the control list, the Country Chart and Groups, parts 742 to 746 and 772 and the Munitions List by issue date and imports them (--part 15/746: others; --no-activate: only kept); exit 3: not now",
  flags: { part: "texts", noActivate: "switch" },
  run: (call) => withDesk(call, (desk) => sync(call, desk)),
};
