import { z } from "zod";
import { toLawDate } from "../../../core/dates.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import type { LicenceInput } from "../../../core/licensing/determination.ts";
import { kind as itemKind, movement } from "../../../core/rulebook/rule-parts.ts";
import type { Calculation } from "../calculation.ts";
import { presentLicence } from "../present-licence.ts";
import { amount, answers, content, currency, facts, lawDate, party, quantity, short, stage, words } from "../shapes.ts";
import { present, toContent, toMoney, toQuantity, toStatedFacts } from "../to-core.ts";
import { checkEccn, checkPlace } from "./check-place.ts";

const line = z.strictObject({
  eccn: short,
  paragraph: short.exactOptional(),
  kind: itemKind.exactOptional(),
  description: words.exactOptional(),
  facts: facts.exactOptional(),
  origin: short.exactOptional(),
  destination: short,
  transit: z.array(short).exactOptional(),
  movement: movement.exactOptional(),
  parties: z.array(party).exactOptional(),
  endUse: z.union([words, answers]).exactOptional(),
  endUser: words.exactOptional(),
  quantity: quantity.exactOptional(),
  unitValue: amount.exactOptional(),
  value: amount.exactOptional(),
  currency: currency.exactOptional(),
  htsCode: short.exactOptional(),
  stage: stage.exactOptional(),
  content: content.exactOptional(),
  asOf: lawDate.exactOptional(),
});

function toInput(input: Omit<z.infer<typeof line>, "asOf">): LicenceInput {
  const { facts: stated, quantity: many, unitValue, value, currency: money, content: parts, ...said } = input;
  return {
    ...said,
    facts: toStatedFacts(stated),
    ...present({
      quantity: toQuantity(many),
      unitValue: toMoney(unitValue, money, "unitValue"),
      value: toMoney(value, money, "value"),
      content: toContent(parts),
    }),
  };
}

export const licence: Calculation<z.infer<typeof line>> = {
  name: "licence",
  help: "whether an item needs a license for a destination",
  flags: {
    eccn: "text",
    paragraph: "text",
    kind: "text",
    description: "text",
    facts: "json",
    origin: "text",
    destination: "text",
    transit: "texts",
    movement: "text",
    parties: "json",
    endUse: "json",
    endUser: "text",
    quantity: "json",
    unitValue: "json",
    value: "json",
    currency: "text",
    htsCode: "text",
    stage: "text",
    content: "json",
    asOf: "text",
  },
  shape: line,
  async answer({ asOf, ...input }, tools) {
    const rulebook = await tools.rulebook();
    checkEccn(input.eccn, rulebook);
    checkPlace(input.destination, rulebook);
    const result = determineLicence(toInput(input), {
      rulebook,
      asOf: asOf ? toLawDate(asOf) : tools.today,
      lists: await tools.lists(),
      screenOptions: { training: tools.training },
    });
    return { ...presentLicence(result), editions: await tools.editions("all") };
  },
};
