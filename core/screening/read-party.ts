import { normaliseAddress } from "./address.ts";
import { isBirthDate } from "./birth-date.ts";
import { plainId, readIdentifiers } from "./identifiers.ts";
import type { AliasStrength, ListEntry } from "./list-edition.ts";
import { normaliseName } from "./normalise-name.ts";
import type { Romanise } from "./normalise-name.ts";
import type { PartyView } from "./party-view.ts";
import { splitBrackets } from "./split-brackets.ts";
import type { PartyType, ScreenInput } from "./screening.ts";

/** What core is given from outside: scripts and names of countries. */
export type Tongue = {
  readonly romanise: Romanise;
  /** ISO 3166-1 alpha-2, upper case, of a name or code as written; null when it is none or ambiguous. */
  readonly countryCode: (text: string) => string | null;
};

export type Props = Readonly<Record<string, string | readonly string[]>>;

const valuesOf = (props: Props, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => props[name] ?? []);

/** A party as a person or a program states it; properties are named as in the FollowTheMoney vocabulary, unknown ones ignored. */
export function readParty(name: string, type: PartyType | null, props: Props, tongue: Tongue): PartyView {
  const named = (texts: readonly string[], strength: AliasStrength): PartyView["names"] =>
    texts.flatMap((text) =>
      splitBrackets(text, strength).map((part) => ({
        view: normaliseName(part.name, tongue.romanise, { mend: true }),
        strength: part.strength,
      })),
    );
  const names = [
    ...named([name, ...valuesOf(props, ["name", "alias", "previousName"])], "strong"),
    ...named(valuesOf(props, ["weakAlias", "abbreviation"]), "weak"),
  ];
  const places = valuesOf(props, ["country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag"]);
  return {
    names: names.filter(({ view }) => view.tokens.length > 0),
    type,
    countries: [...new Set(places.flatMap((text) => tongue.countryCode(text) ?? []))],
    addresses: valuesOf(props, ["address", "full"]).map((text) => normaliseAddress(text, tongue.romanise)),
    birthDates: valuesOf(props, ["birthDate"])
      .map((text) => text.slice(0, 10))
      .filter(isBirthDate),
    ids: readIdentifiers(props),
    addressOnly: false,
  };
}

/** The party of a `screen` line. */
export function readInput(input: ScreenInput, tongue: Tongue): PartyView {
  const type = input.type ?? null;
  const addresses = [input.address ?? [], type === "address" ? input.name : []].flat();
  return readParty(
    input.name,
    type,
    {
      ...input.ids,
      ...(input.country ? { country: [input.country, ...valuesOf(input.ids ?? {}, ["country"])] } : {}),
      ...(addresses.length > 0 ? { address: [...addresses, ...valuesOf(input.ids ?? {}, ["address"])] } : {}),
      ...(input.birthDate ? { birthDate: input.birthDate } : {}),
    },
    tongue,
  );
}

/** An entry of a list with some of its names; addresses are read when they are asked for (most never are). */
export function readEntry(entry: ListEntry, names: PartyView["names"], romanise: Romanise): PartyView {
  let addresses: PartyView["addresses"] | null = null;
  return {
    names,
    type: entry.type,
    countries: entry.countries,
    get addresses() {
      addresses ??= entry.addresses.map((text) => normaliseAddress(text, romanise));
      return addresses;
    },
    birthDates: entry.birthDates,
    ids: entry.ids.map((id) => ({ ...id, plain: plainId(id.value) })),
    addressOnly: entry.type === "address",
  };
}
