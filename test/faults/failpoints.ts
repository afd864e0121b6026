import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// The product has no switch for any of this: a copy of its sources is patched at these texts, each exactly once. A text
// that is no longer there fails the test by the patch's name; move the patch to where the step now happens.

export type Patch = {
  readonly name: string;
  readonly file: string;
  /** Text of the source, exactly. */
  readonly anchor: string;
  readonly becomes: string;
};

/** Where a desk may be killed: `deskFailpoint(name)`. `deskTrace(step, key)` notes that a send began (a mention
 * with its work item), was stored, or that a work item was done. */
export const POINTS = [
  "inbox-before",
  "inbox-within",
  "inbox-after",
  "commit-before",
  "commit-within",
  "commit-after",
  "sent-readable",
  "sent-blind",
  "sent-keyed",
  "mention-sent",
  "stored",
] as const;
export type Point = (typeof POINTS)[number];

const before = (name: string, file: string, anchor: string, text: string): Patch => ({
  name,
  file,
  anchor,
  becomes: `${text}\n${anchor}`,
});

const after = (name: string, file: string, anchor: string, text: string): Patch => ({
  name,
  file,
  anchor,
  becomes: `${anchor}\n${text}`,
});

export const FAILPOINTS: readonly Patch[] = [
  {
    name: "a delivery, before its transaction",
    file: "db/stores/inbox.ts",
    anchor: "insert: (delivery, lane) =>\n      database.write(",
    becomes: 'insert: (delivery, lane) =>\n      (deskFailpoint("inbox-before"), database).write(',
  },
  before(
    "a delivery, in its transaction",
    "db/stores/inbox.ts",
    '  const isNow = arrived.delivery.mode === "now";',
    'deskFailpoint("inbox-within");',
  ),
  after(
    "a delivery, stored and not yet acknowledged",
    "adapters/slack/accept.ts",
    "  const stored = await store(deps, arrived);",
    'deskFailpoint("inbox-after");',
  ),
  before(
    "a commit, before its transaction",
    "db/stores/ledger.ts",
    "      const appended = await database.write(async (tx) => {\n        const result = await append(tx, scope, parts);",
    'deskFailpoint("commit-before");',
  ),
  before(
    "a commit, in its transaction",
    "db/stores/ledger.ts",
    "        await insertCopies(tx, scope, copies);",
    'deskFailpoint("commit-within");',
  ),
  before(
    "a commit, after it",
    "db/stores/ledger.ts",
    "      await signWhenDue(scope, appended.before, appended.after);\n      return {",
    'deskFailpoint("commit-after");',
  ),
  {
    name: "a card, sent and not yet stored",
    file: "bot/work/card.ts",
    anchor: "  return messenger.post(place, card, copy.deliveryKey);",
    becomes: `  deskTrace("sending", copy.deliveryKey);
  const sent = await messenger.post(place, card, copy.deliveryKey);
  deskFailpoint(\`sent-\${messenger.settleOf(place)}\`);
  return sent;`,
  },
  after(
    "a card, stored with its showing",
    "bot/work/card.ts",
    '      { id: copy.id, state: "posted", remote, shownRevision: state.revision, shown: shown.hash },\n    );',
    'deskTrace("stored", copy.deliveryKey); deskFailpoint("stored");',
  ),
  after(
    "a card, stored once more",
    "bot/work/card.ts",
    "      await stores.copies.posted(copy.id, remote, state.revision, shown.hash);",
    'deskTrace("stored", copy.deliveryKey); deskFailpoint("stored");',
  ),
  {
    name: "a mention, sent and its work not yet done",
    file: "bot/work/mention.ts",
    anchor: "  await messenger.mention(threadPlace, user, message, key);",
    becomes: `  deskTrace("sending", \`\${key} \${item.lease.work}\`);
  await messenger.mention(threadPlace, user, message, key);
  deskFailpoint("mention-sent");`,
  },
  {
    name: "a work item, done",
    file: "db/stores/work.ts",
    anchor: "    done: (lease) => database.write((tx) => finishWork(tx, lease)),",
    becomes: `    async done(lease) {
      const did = await database.write((tx) => finishWork(tx, lease));
      deskTrace("done", lease.work);
      return did;
    },`,
  },
];

/** Without this branch a card whose answer was lost is posted again wherever it stands. */
export const EFFECT_LEDGER_OFF: Patch = {
  name: "the effect ledger, switched off",
  file: "bot/work/card.ts",
  anchor: '  if (run.item.intentAt !== null && messenger.settleOf(place) === "readable") {',
  becomes: "  if (false) {",
};

/** A machine that is too slow to store a delivery in the budget answers 503: a run that counts such answers lifts it. */
export const PATIENT: Patch = {
  name: "the budget of storing a delivery, lifted",
  file: "adapters/slack/accept.ts",
  anchor: "const BUDGET = { insert: 800, ",
  becomes: "const BUDGET = { insert: 60_000, ",
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = ["bot", "core", "adapters", "db", "rules"];

/** How often the text of a patch stands in the sources; once, or it does not apply. */
export async function timesFound({ file, anchor }: Patch): Promise<number> {
  return (await readFile(join(ROOT, file), "utf8")).split(anchor).length - 1;
}

/** A copy of the product's sources in a temporary folder, patched. Throws with the name of a patch that does not apply. */
export async function patchedCopy(patches: readonly Patch[]): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "desk-copy-"));
  for (const folder of FOLDERS) await cp(join(ROOT, folder), join(copy, folder), { recursive: true });
  await cp(join(ROOT, "package.json"), join(copy, "package.json"));
  await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  for (const patch of patches) await apply(copy, patch);
  return copy;
}

async function apply(copy: string, { name, file, anchor, becomes }: Patch): Promise<void> {
  const path = join(copy, file);
  const text = await readFile(path, "utf8");
  const found = text.split(anchor).length - 1;
  if (found === 1) return writeFile(path, text.split(anchor).join(becomes));
  await rm(copy, { recursive: true, force: true });
  throw new Error(`the patch “${name}” applies ${found} times to ${file}, not once`);
}
