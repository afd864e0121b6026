import { z } from "zod";
import { screen as screenParty } from "../../../core/screening/screen.ts";
import type { Calculation } from "../calculation.ts";
import { presentScreening } from "../present-screening.ts";
import { owner, partialDate, partyType, props, short, words } from "../shapes.ts";

const line = z.strictObject({
  name: short,
  type: partyType.exactOptional(),
  country: short.exactOptional(),
  address: words.exactOptional(),
  birthDate: partialDate.exactOptional(),
  ids: props.exactOptional(),
  owners: z.array(owner).exactOptional(),
});

export const screen: Calculation<z.infer<typeof line>> = {
  name: "screen",
  help: "a party against the restricted-party lists",
  flags: {
    name: "text",
    type: "text",
    country: "text",
    address: "text",
    birthDate: "text",
    ids: "json",
    owners: "json",
  },
  shape: line,
  async answer(party, tools) {
    return presentScreening(screenParty(party, await tools.lists(), tools.today, { training: tools.training }));
  },
};
