import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { cardText } from "../../bot/evidence/card-text.ts";
import { reviewCardOf } from "../../bot/cards/card-of.ts";
import type { CaseView } from "../../bot/cards/view.ts";
import { concludeWith, proposeWith } from "../../bot/evaluator/evaluate.ts";
import { assemble } from "../../bot/evaluator/load.ts";
import { readBundle } from "../../bot/rulebook-source.ts";
import { openSamples } from "../../bot/samples/samples.ts";
import { sentence } from "../../bot/words/en.ts";
import { createDocuments } from "../../adapters/files/documents.ts";
import { conclude } from "../../core/cases/conclude.ts";
import { toLawDate } from "../../core/dates.ts";
import { toHash } from "../../core/ids.ts";
import type { SourceText } from "../../core/item/document.ts";
import { summarise } from "../../core/releases/summarise.ts";
import { policySchema } from "../../core/routing/policy.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { starterEdition } from "../../rules/starter-lists/read-starter-list.ts";
import { aCase, opened, REQUESTER } from "../factories/case.ts";

const NOW = Date.UTC(2026, 10, 24, 10, 0, 0);
const zero = toHash("0".repeat(64));

/** The review card of the first sample, with its end-use question answered "none of these", as the desk makes it. */
export async function firstSampleCard(): Promise<string> {
  const [sample] = openSamples();
  if (!sample) throw new Error("no sample");
  const card = reviewCardOf(await viewOfRequest(sample));
  return cardText({ ...card, blocks: card.blocks.filter((block) => block.block !== "more") });
}

type Request = Pick<ReturnType<typeof openSamples>[number], "text" | "files">;

/** A case as its cards see it, once the desk has looked and the end-use question is answered "none of these". */
export async function viewOfRequest(sample: Request): Promise<CaseView> {
  const policy = policySchema.parse(
    parse(readFileSync(new URL("../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
  );
  const loaded = assemble(
    { v: 1, rulebook: zero, listRules: zero, policy: zero, lists: [] },
    { rulebook: readBundle(), listRules: readListEffects(), lists: [starterEdition()], training: true },
  );
  const sources: SourceText[] = [{ name: "message", kind: "message", pages: [{ page: 1, text: sample.text }] }];
  for (const file of sample.files) {
    const read = await createDocuments().read(file.name, file.bytes);
    if (read.ok) sources.push(read.source);
  }
  const asOf = toLawDate("2026-11-24");
  const stated = [{ name: "end-use-any", value: "none" }];
  const determination = concludeWith(
    loaded,
    proposeWith(loaded, { asOf, text: sample.text, sources, stated, transaction: {} }),
  );
  const summary = summarise(determination.result, determination.input, { training: true });
  const state = aCase(
    [opened, ...conclude(aCase([opened]), { determination: zero, summary, asOf }, { policy, nowMs: NOW })],
    REQUESTER,
  );
  return {
    state,
    determination: { ...determination, editions: [] },
    policy,
    words: sample.text,
    nameOf: (person) => person.replaceAll("-", " "),
    targetName: (target) => target,
    say: sentence,
    nowMs: NOW,
    training: true,
  };
}
