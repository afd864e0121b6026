import type { BomLine } from "./bom.ts";
import type { BomRole } from "./column-names.ts";
import { currencyIn } from "./columns.ts";
import { readingsOfFigure, type DecimalMark } from "../item/number-marks.ts";
import { toDecimal, type Decimal, type Money } from "../quantity.ts";

export type RowFault = "line-without-name" | "quantity-not-read" | "value-not-read" | "level-not-read";
type At = { readonly id: string; readonly mark: DecimalMark; readonly currency: string | null };
type Cell = (role: BomRole) => string;

const MOST_CHARS = 500;
const orNull = (text: string): string | null =>
  text === "" || /^(?:-|n\/?a)$/iu.test(text) ? null : text.slice(0, MOST_CHARS);

/** One row, cell by cell. A figure that does not read in one way is null and named. */
export function readRow(cell: Cell, at: At): { readonly line: BomLine; readonly faults: readonly RowFault[] } {
  const [part, makerPart] = [orNull(cell("part")), orNull(cell("makerPart"))];
  const description = [cell("description"), cell("rating"), cell("footprint")]
    .filter((text) => orNull(text) !== null)
    .join(" ")
    .slice(0, 2 * MOST_CHARS);
  const quantity = figureOf(cell("quantity"), at.mark);
  const level = levelOf(cell("level"));
  const unitValue = moneyOf(cell("unitValue"), cell("currency"), at);
  const lineValue = moneyOf(cell("lineValue"), cell("currency"), at);
  const faults: readonly (readonly [RowFault, boolean])[] = [
    ["line-without-name", part === null && makerPart === null && description === ""],
    ["quantity-not-read", quantity === null && orNull(cell("quantity")) !== null],
    [
      "value-not-read",
      [
        ["unitValue", unitValue],
        ["lineValue", lineValue],
      ].some(([role, value]) => isUnread(cell, role, value)),
    ],
    ["level-not-read", level === null && cell("level") !== ""],
  ];
  return {
    line: {
      id: at.id,
      find: orNull(cell("find")),
      level,
      parent: orNull(cell("parent")),
      part,
      makerPart,
      maker: orNull(cell("maker")),
      revision: orNull(cell("revision")),
      description,
      quantity,
      unit: orNull(cell("unit")),
      references: orNull(cell("references")),
      claim: orNull(cell("code")),
      unitValue,
      lineValue,
      origin: orNull(cell("origin")),
      shipped: shippedOf(cell("shipped")),
    },
    faults: faults.filter(([, applies]) => applies).map(([fault]) => fault),
  };
}

const isUnread = (cell: Cell, role: unknown, value: unknown): boolean =>
  (role === "unitValue" || role === "lineValue") && value === null && orNull(cell(role)) !== null;

function figureOf(text: string, mark: DecimalMark): Decimal | null {
  const [only, ...more] = readingsOfFigure(text.trim(), mark);
  return only === undefined || more.length > 0 ? null : toDecimal(only);
}

/** A value with its currency: of the cell, its row, or the header. A figure without any is no value. */
function moneyOf(text: string, beside: string, { mark, currency }: At): Money | null {
  const known = currencyIn(text) ?? currencyIn(beside) ?? currency;
  const amount = figureOf(text.replace(/[^\d.,'’ +-]/gu, "").trim(), mark);
  return amount === null || known === null ? null : { amount, currency: known };
}

/** `2`, `..2`, `1.2.3` (an outline's number: as deep as it has parts). Null: not a level. */
function levelOf(text: string): number | null {
  const [, dots = "", digits = ""] = /^([.\s-]*)(\d{1,2})$/u.exec(text) ?? [];
  if (digits !== "" && (dots === "" || Number(digits) > 0)) return Number(digits);
  if (/^\d+(?:\.\d+)+\.?$/u.test(text)) return text.replace(/\.$/u, "").split(".").length;
  return null;
}

const YES = /^(?:x|y|yes|true|1|j|ja|o|oui|spares?|spare part|ersatzteil|rechange)$/iu;
const KIT = /^(?:kit|set|satz|jeu|loose|lose|beigelegt|accessory kit)$/iu;
const shippedOf = (text: string): BomLine["shipped"] => (KIT.test(text) ? "kit" : YES.test(text) ? "spare" : null);
