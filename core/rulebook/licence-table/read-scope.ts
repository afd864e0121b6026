import { readItems, readPaths } from "./code-list.ts";
import { plainText } from "./plain.ts";

/**
 * What the first cell of a licence requirements table says. `words`: it describes items in words that no test of ours
 * decides, so the row can only put a question. `of`: software or technology for these items; `same-reason` when it
 * reaches them only as far as they are controlled for that reason themselves.
 */
export type RowScope = {
  readonly reason: string;
  readonly paths?: readonly string[];
  readonly except?: readonly string[];
  readonly of?: readonly string[];
  readonly sameReason?: true;
  readonly words?: true;
};

const REASON = /^(NS|MT|NP|CB|CC|RS|FC|AT|UN|SS|SL|SI|EI|CW)\s+(?:apply|applies)?\s*(?:only\s+)?(?:to\s+)?(.*)$/s;
const SECTOR = /^Russian industry sector sanctions? appl(?:y|ies) to (.*)$/i;
const ENTIRE = /^(?:the\s+)?entire entry(?:,?\s+except:?\s+(.*))?$/i;
const LEAD =
  /^(?:(?:only\s+)?(?:those\s+)?(?:items|commodities|paragraphs?|"software"|"technology")\s+)?(?:(?:controlled|specified|described)\s+)?(?:by|in|under)?\s*(?:ECCNs?\s+|paragraphs?\s+)?/i;
const COMPANION =
  /^(?:the\s+)?"?(?:software|technology)"?\s+for\s+(?:the\s+)?(?:items|commodities|equipment|materials|"software"|technology|"equipment")\s+(?:specified|controlled|described)\s+(?:by|in|under)\s+(.*?)(\s+for\s+(?:NS|MT|NP|CB|CC|RS|UN|EI)\s+reasons?)?$/i;

/** Reads the first cell. Null when not even the reason for control can be told: a person reads the row. */
export function readScope(cell: string, eccn: string): RowScope | null {
  const text = plainText(cell).replace(/\.$/, "");
  const sector = SECTOR.exec(text);
  if (sector) return ENTIRE.test(sector[1] ?? "") ? { reason: "sector" } : null;
  const match = REASON.exec(text);
  if (!match) return null;
  const [, reason = "", rest = ""] = match;
  return { reason, ...readReached(rest, eccn) };
}

function readReached(rest: string, eccn: string): Omit<RowScope, "reason"> {
  const entire = ENTIRE.exec(rest);
  if (entire) {
    if (entire[1] === undefined) return {};
    const taken = readPaths(entire[1], eccn);
    return taken && taken.less.length === 0 ? { except: taken.paths } : { words: true };
  }
  const companion = COMPANION.exec(rest);
  const items = companion ? readItems(companion[1] ?? "") : null;
  if (items) return { of: items, ...(companion?.[2] ? { sameReason: true as const } : {}) };
  const own = rest
    .replace(LEAD, "")
    .replace(/\s+only$/i, "")
    .replace(/\s+of this entry$/i, "");
  const listed = readPaths(own, eccn);
  if (!listed) return { ...narrowed(rest, eccn), words: true };
  return { paths: listed.paths, ...(listed.less.length > 0 ? { except: listed.less } : {}) };
}

const CONDITION = /^(.*?)\s+(?:when|that|if|in the form|to the extent)\b(.*)$/is;

/** `commodities in 7A003.d that meet …`: the words stand for these paragraphs only. Nothing when other ones follow. */
function narrowed(rest: string, eccn: string): { readonly paths?: readonly string[] } {
  const [, head = "", tail = ""] = CONDITION.exec(rest) ?? [];
  const listed = readPaths(head.replace(/^.*?\b(?=\d[A-E]\d{3}\.)/s, ""), eccn);
  if (!listed || listed.less.length > 0 || tail.includes(`${eccn}.`)) return {};
  return { paths: listed.paths };
}
