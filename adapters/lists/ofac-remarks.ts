import type { ListEntry } from "../../core/screening/list-edition.ts";
import { readIdKind } from "./id-kind.ts";
import { readDate } from "./read-date.ts";

type Read = Pick<ListEntry, "birthDates" | "ids" | "countries" | "aliases">;

/** `Passport C181651D (United Kingdom)` → kind and number; null for remarks that are no number. */
function readNumber(part: string): ListEntry["ids"][number] | null {
  const [, words, number] =
    /^(?:alt\. )?(.*?)\s+((?:[A-Z]{1,6}-?)?[A-Za-z]*\d[\w./-]*)(?:\s*\(.*\))?\.?$/.exec(part) ?? [];
  const kind = words && number ? readIdKind(words) : null;
  return kind && number ? { kind, value: number } : null;
}

/** OFAC writes birth dates, nationalities, weak aliases and numbers into one cell, divided by semicolons. */
export function readRemarks(remarks: string): Read {
  const parts = remarks.split(";").map((part) => part.trim());
  return {
    birthDates: parts.flatMap((part) => readDate(/^(?:alt\. )?DOB (.+?)\.?$/.exec(part)?.[1] ?? "") ?? []),
    countries: parts.flatMap((part) => /^(?:alt\. )?(?:nationality|citizen) (.+?)\.?$/.exec(part)?.slice(1) ?? []),
    aliases: parts.flatMap((part) => {
      const [, name] = /^(?:alt\. )?[afn]\.k\.a\. '(.+?)'\.?$/.exec(part) ?? [];
      return name ? [{ name, strength: "weak" as const }] : [];
    }),
    ids: parts.flatMap((part) => readNumber(part) ?? []),
  };
}
