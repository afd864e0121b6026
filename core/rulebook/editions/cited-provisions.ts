import type { Provision } from "./diff-editions.ts";

export type Shown = { readonly key: string; readonly lines: readonly string[] };
type Held = { readonly part: string; readonly provisions: readonly Provision[] };

const ENTRY = /^(\d[A-E]\d{3})(?:\.(.+))?$/i;
const USML = /^(?:22 CFR 121\.1,? )?(?:USML |Category )?([IVX]+)((?:\([A-Za-z0-9]+\))*)$/;
const SUPPLEMENT = /(\d{3})\D*Supp(?:lement|\.)?\s*(?:No\.)?\s*(\d+)/i;
const SUPPLEMENT_FIRST = /Supplement No\.? (\d+) to part (\d{3})/i;
const SECTION = /(?<!\d)(\d{3}\.\d+[a-z]?)(?!\d)/;

/**
 * The provisions that a citation names in one imported part, with their lines: `15 CFR 744.11(a)` is § 744.11, `744 Supp.
 * 4` its supplement, `3A001.a.5` the entry cut to that paragraph and what stands under it. Words only, nothing is read.
 */
export function provisionsCited(cite: string, { part, provisions }: Held): readonly Shown[] {
  const entry = ENTRY.exec(cite.replace(/^.*Supp\. 1, /, "").trim());
  if (entry) return entryLines((entry[1] ?? "").toUpperCase(), entry[2]?.toLowerCase() ?? null, provisions);
  const usml = USML.exec(cite.trim());
  if (usml) {
    const key = `USML ${usml[1]}${usml[2] ?? ""}`;
    return provisions.filter((one) => one.key === key || one.key.startsWith(`${key}(`)).map(toShown);
  }
  const [, first = "", second = ""] = SUPPLEMENT.exec(cite) ?? [];
  const [, number = second, of = first] = SUPPLEMENT_FIRST.exec(cite) ?? [];
  if (number !== "") {
    const chart = of === "738" && number === "1" && part === "us-ear/country-chart-text";
    const groups = of === "740" && number === "1" && part === "us-ear/country-groups-text";
    const key = `supplement no. ${number} to part ${of}`;
    return provisions.filter((one) => chart || groups || one.key.toLowerCase() === key).map(toShown);
  }
  const section = SECTION.exec(cite)?.[1];
  return section === undefined
    ? []
    : provisions.filter(({ key }) => new RegExp(`^§+ ?${section.replaceAll(".", "\\.")}$`).test(key)).map(toShown);
}

const toShown = ({ key, parts }: Provision): Shown => ({
  key,
  lines: Object.values(parts)
    .flat()
    .filter((line) => line !== ""),
});

function entryLines(eccn: string, path: string | null, provisions: readonly Provision[]): readonly Shown[] {
  return provisions
    .filter(({ key }) => key === eccn)
    .map((provision) => {
      if (path === null) return toShown(provision);
      const own = (provision.parts["items"] ?? []).filter((line) => line.startsWith(`${path}.`));
      return { key: `${eccn}.${path}`, lines: [...(provision.parts["heading"] ?? []), ...own] };
    });
}
