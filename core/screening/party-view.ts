import type { AddressView } from "./address.ts";
import type { Identifier } from "./identifiers.ts";
import type { AliasStrength } from "./list-edition.ts";
import type { NameView } from "./normalise-name.ts";
import type { PartyType } from "./screening.ts";

/** One side of a comparison: everything normalised once. */
export type PartyView = {
  readonly names: readonly { readonly view: NameView; readonly strength: AliasStrength }[];
  readonly type: PartyType | null;
  readonly countries: readonly string[];
  readonly addresses: readonly AddressView[];
  readonly birthDates: readonly string[];
  readonly ids: readonly Identifier[];
  /** The row lists an address, whoever is there. */
  readonly addressOnly: boolean;
};
