const REFERENCE = /<([^<>]*)>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** `<@U1|name>` → `@name`, `<#C1|general>` → `#general`, `<https://x|label>` → `label (https://x)`. */
function readable(reference: string): string {
  const [target = "", shown] = reference.split("|", 2);
  if (target.startsWith("@")) return `@${shown ?? target.slice(1)}`;
  if (target.startsWith("#")) return `#${shown ?? target.slice(1)}`;
  if (target.startsWith("!")) return `@${(shown ?? target.slice(1)).replace(/^@/, "")}`;
  const address = target.replace(/^mailto:/, "");
  if (shown === undefined || shown === "" || shown === address || address.endsWith(`//${shown}`))
    return shown ?? address;
  return `${shown} (${address})`;
}

/** A message's words as a person reads them: without the mention of the desk itself, entities and references spelled out. */
export function toWords(text: string, botUserId: string): string {
  const own = new RegExp(`<@${botUserId}(\\|[^<>]*)?>:?`, "g");
  return text
    .replace(own, " ")
    .replace(REFERENCE, (_, reference: string) => readable(reference))
    .replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+/g, " ")
    .trim();
}

/** Whether a message names the desk. */
export const mentions = (text: string, botUserId: string): boolean =>
  text.includes(`<@${botUserId}>`) || text.includes(`<@${botUserId}|`);

/** A mention with nothing beside it, or a plain call for help. */
export const asksForHelp = (words: string): boolean => /^(help|hilfe|\?)?[.!]?$/i.test(words);
