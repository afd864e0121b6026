import { z } from "zod";
import { toLawDate } from "../../../core/dates.ts";
import { evaluateTransaction } from "../../../core/releases/evaluate-transaction.ts";
import type { TransactionInput, TransactionLine } from "../../../core/releases/transaction.ts";
import { act, kind as itemKind, movement } from "../../../core/rulebook/rule-parts.ts";
import { because, permission } from "../because.ts";
import type { Calculation } from "../calculation.ts";
import { LineFault } from "../faults.ts";
import { presentClassification } from "../present-classification.ts";
import { presentLicence } from "../present-licence.ts";
import { presentScreening } from "../present-screening.ts";
import {
  amount,
  answers,
  content,
  currency,
  facts,
  id,
  itemKeys,
  lawDate,
  party,
  quantity,
  short,
  stage,
  words,
} from "../shapes.ts";
import { present, toContent, toMoney, toQuantity, toStatedFacts } from "../to-core.ts";
import type { Tools } from "../tools.ts";
import { checkEccn, checkPlace } from "./check-place.ts";
import { toItem } from "./classify.ts";

const given = z.strictObject({
  eccn: short,
  paragraph: short.exactOptional(),
  kind: itemKind.exactOptional(),
  facts: facts.exactOptional(),
});
const item = z.union([words, given, z.strictObject(itemKeys)]);
const lineShape = z.strictObject({
  id,
  item,
  kind: itemKind.exactOptional(),
  quantity: quantity.exactOptional(),
  unitValue: amount.exactOptional(),
  value: amount.exactOptional(),
  currency: currency.exactOptional(),
  htsCode: short.exactOptional(),
  content: content.exactOptional(),
});
const shape = z.strictObject({
  stage: stage.exactOptional(),
  act: act.exactOptional(),
  movement: movement.exactOptional(),
  origin: short.exactOptional(),
  destination: short,
  transit: z.array(short).exactOptional(),
  item: item.exactOptional(),
  lines: z.array(lineShape).min(1).max(500).exactOptional(),
  parties: z.array(party),
  endUse: z
    .strictObject({ statement: words.exactOptional(), answers: answers.exactOptional(), site: words.exactOptional() })
    .exactOptional(),
  value: amount.exactOptional(),
  currency: currency.exactOptional(),
  deal: words.exactOptional(),
  neededBy: short.exactOptional(),
  asOf: lawDate.exactOptional(),
});
type Input = z.infer<typeof shape>;
type Where = { readonly tools: Tools; readonly folder: string };

async function toLineItem(
  what: z.infer<typeof item>,
  kind: z.infer<typeof itemKind> | undefined,
  { tools, folder }: Where,
): Promise<TransactionLine["item"]> {
  if (typeof what === "string") return { name: what, ...present({ kind }), sources: [] };
  if ("eccn" in what) {
    checkEccn(what.eccn, await tools.rulebook());
    const { facts: stated, ...code } = what;
    return { ...present({ kind }), ...code, facts: toStatedFacts(stated) };
  }
  return { ...present({ kind }), ...(await toItem(what, tools, folder)) };
}

async function toLine(
  line: z.infer<typeof lineShape>,
  money: string | undefined,
  where: Where,
): Promise<TransactionLine> {
  const unit = line.currency ?? money;
  return {
    id: String(line.id),
    item: await toLineItem(line.item, line.kind, where),
    ...present({
      quantity: toQuantity(line.quantity),
      unitValue: toMoney(line.unitValue, unit, "unitValue"),
      value: toMoney(line.value, unit, "value"),
      htsCode: line.htsCode,
      content: toContent(line.content),
    }),
  };
}

async function toInput(input: Omit<Input, "asOf">, where: Where): Promise<TransactionInput> {
  const { item: one, lines, value, currency: money, ...said } = input;
  if ((one === undefined) === (lines === undefined))
    throw new LineFault(one === undefined ? "missing-key" : "bad-value", 'give "lines" or one "item"');
  const all = lines ?? (one === undefined ? [] : [{ id: "1", item: one, ...present({ value, currency: money }) }]);
  const read: TransactionLine[] = [];
  for (const line of all) read.push(await toLine(line, money, where));
  return { ...said, lines: read };
}

export const transaction: Calculation<Input> = {
  name: "transaction",
  help: "the whole deal: may we talk, show, ship?",
  flags: {
    stage: "text",
    act: "text",
    movement: "text",
    origin: "text",
    destination: "text",
    transit: "texts",
    item: "json",
    lines: "json",
    parties: "json",
    endUse: "json",
    value: "json",
    currency: "text",
    deal: "text",
    neededBy: "text",
    asOf: "text",
  },
  shape,
  async answer({ asOf: date, ...input }, tools, folder) {
    const rulebook = await tools.rulebook();
    checkPlace(input.destination, rulebook);
    const asOf = date ? toLawDate(date) : tools.today;
    const result = evaluateTransaction(await toInput(input, { tools, folder }), {
      rulebook,
      lists: await tools.lists(),
      asOf,
      training: tools.training,
    });
    const editions = await tools.editions("all");
    return {
      lines: result.lines.map((line) => ({
        id: line.id,
        classification: line.classification && presentClassification(line.classification, editions),
        licence: line.licence && { ...presentLicence(line.licence), editions },
      })),
      screening: result.screening.map(({ role, name, country, result: screening }) => ({
        role,
        name,
        country,
        ...presentScreening(screening),
      })),
      outcome: result.outcome,
      talk: permission(result.talk),
      show: permission(result.show),
      ship: permission(result.ship),
      disposition: result.disposition,
      exceptions: result.exceptions,
      route: result.route,
      shipping: result.shipping,
      obligations: result.obligations,
      validUntil: result.validUntil,
      missing: result.missing.map((one) => ({ ...one, because: because(one.because) })),
      because: because(result.because),
      editions,
    };
  },
};
