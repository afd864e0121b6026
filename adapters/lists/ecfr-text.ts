const COUNTED =
  /,?\s*(?:a\.k\.a\.?,?:?\s*(?:the following (?:[\w-]+ )?alias(?:es)?[^:]*:?)?|and the following [\w-]+ alias(?:es)?:?)\s*$/i;
const ALIAS = /^(?:a|f)\.k\.a\.?,?\s*/i;
const UNIT = /^Subordinate institutions?:?\s*$/im;
const UNIT_OF = /^.*subordinate institution:\s*(?=[A-Z])/i;
const HEADING = /^(?:the following\b|affiliated entit(?:y|ies):\s*$|\[?reserved)/i;
const tidy = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[;,.]+$/, "")
    .replace(/^['"“‘]|['"”’]$/g, "")
    .trim();

/** Words that begin an address where a name ends; legal forms stay with the name. */
const FORM =
  /^(?:Ltd|Limited|Inc|LLC|L\.L\.C|Co|Corp|S\.A|SA|GmbH|FZE|FZCO|FZC|JSC|OOO|AO|PAO|ZAO|OAO|PJSC|OJSC|CJSC|LLP|Pvt|Pte|BV|B\.V|SRL|S\.R\.L|Sdn|Bhd|AG|Oy|PLC|DMCC|Est|Jr|Sr|and|And|Import|Export)\b/;

/** `Name, Ltd., 501, 5th Floor, Kabul` → the name and the rest, at the first comma that a legal form does not follow. */
function splitAtAddress(line: string): { readonly name: string; readonly address: string } {
  const parts = line.split(/,\s+/);
  let at = 1;
  while (at < parts.length && FORM.test(parts[at] ?? "")) at += 1;
  return { name: parts.slice(0, at).join(", "), address: parts.slice(at).join(", ") };
}

type PartyCell = { readonly name: string; readonly aliases: readonly string[]; readonly addresses: readonly string[] };

/**
 * The cell of a party in Supplements 4, 6 and 7 to part 744: name, then aliases on lines of their own (each begins with
 * a dash), then one or more addresses divided by "; and".
 */
function readParty(cell: string): PartyCell {
  const lines = cell
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [top = "", ...rest] = lines;
  const first = top.replace(UNIT_OF, "");
  const aliases = rest
    .filter((line) => /^[—–-]/.test(line))
    .map((line) => tidy(line.replace(/^[—–-]+\s*/, "").replace(/;?\s*(?:and)?\s*$/i, "")));
  const tail = rest.filter((line) => !/^[—–-]/.test(line)).join(" ");
  const bare = first.replace(COUNTED, "");
  const address = /^Address \d+/.exec(first)?.[0];
  const inline = address
    ? { name: address, address: first.slice(address.length) }
    : aliases.length > 0 || bare !== first
      ? { name: bare, address: "" }
      : splitAtAddress(bare);
  const [name = "", ...also] = inline.name.split(/,\s*a\.k\.a\.,?\s*/i);
  const parts = `${inline.address} ${tail}`
    .replace(/\bAddress(?:es)?(?: for [^:]{3,80})?:\s*/g, "")
    .replace(/\(See (?:also )?alternate address[^)]*\)/gi, "")
    .split(/;\s*(?:and\s+)?|,\s+and\s+(?=[A-Z0-9])/)
    .map((text) => tidy(text.replace(/^[\s,]+/, "")));
  const named = parts.filter((text) => ALIAS.test(text)).map((text) => splitAtAddress(text.replace(ALIAS, "")));
  const inlineAliases = named.map((one) => tidy(one.name));
  const addresses = [...named.map((one) => one.address), ...parts.filter((text) => !ALIAS.test(text))].filter(
    (text) => text.length > 4,
  );
  return {
    name: tidy(name),
    aliases: [...also.map(tidy), ...inlineAliases, ...aliases].filter((alias) => alias !== ""),
    addresses,
  };
}

/** Every party of a cell: one as a rule, several where sub-units stand under headings of their own; none under a mere heading. */
export function readPartyCells(cell: string): readonly PartyCell[] {
  return cell
    .split(UNIT)
    .map((part) => part.split("\n").filter((line) => line.trim() !== ""))
    .map((lines) =>
      HEADING.test(lines[0] ?? "") ? (/^affiliated/i.test(lines[0] ?? "") ? lines.slice(1) : []) : lines,
    )
    .filter((lines) => lines.length > 0)
    .map((lines) => readParty(lines.join("\n")));
}
