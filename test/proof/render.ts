import { KINDS, type Claim } from "./claims.ts";

const kinds = Object.entries(KINDS);
const cell = (text: string): string => text.replaceAll("|", "\\|");

function row({ claim, shown, kind, against, needs }: Claim): string {
  const command = shown === null ? "nothing" : `\`${shown}\`${needs === undefined ? "" : ` (needs ${needs})`}`;
  return `| ${cell(claim)} | **${kind}**: ${cell(against)} | ${command} |`;
}

/** The text of `test/PROOF.md`: what each kind means, how many there are of it, one table an area. */
export function renderProof(claims: readonly Claim[]): string {
  const areas = [...new Set(claims.map(({ area }) => area))];
  const count = (kind: string): number => claims.filter((claim) => claim.kind === kind).length;
  return [
    "# What is shown, by which command, against what",
    "",
    "Made by `node test/proof/write.ts` from the table in `test/proof/claims.ts`; do not edit it here. The kind is that of the",
    "side on which the claim turns; the words beside it say what else was an imitation. Commands run from a fresh clone after",
    "`npm ci`; one that needs a part this machine lacks says so by name and skips (reference data: the folder that",
    "`DESK_TEST_DATA` names). How fast the desk is, `npm run bench` prints: figures belong to the machine they were taken on.",
    "",
    "| driven against | rows | meaning |",
    "| --- | --- | --- |",
    ...kinds.map(([kind, meaning]) => `| **${kind}** | ${count(kind)} | ${meaning} |`),
    ...areas.flatMap((area) => [
      "",
      `## ${area}`,
      "",
      "| claim | driven against | shown by |",
      "| --- | --- | --- |",
      ...claims.filter((claim) => claim.area === area).map(row),
    ]),
    "",
  ].join("\n");
}
