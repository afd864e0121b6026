import { openDetermination } from "../conversation/determination.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { LawDate } from "../../core/dates.ts";
import { resolveCountry } from "../../core/licensing/countries.ts";
import { placeOf } from "../../core/licensing/place-names.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { TenantStores } from "../../core/ports/stores.ts";
import { nameOfItem } from "../../core/register/identity.ts";
import { toItemState } from "../../core/register/item-state.ts";
import { countedOf } from "../../core/register/lookup.ts";
import { standingOf } from "../../core/register/precedence.ts";
import { factsOf, touching, type Cited, type Touch } from "../../core/rulebook/editions/touches.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/** One item or case that a change reaches, and the facts that would be asked again. */
export type Touched = {
  readonly touches: "item" | "case";
  readonly id: string;
  readonly name: string;
  /** Of a case: whose move it is. Of an item: what is on file. */
  readonly state: string;
  readonly eccn: string | null;
  readonly paragraph: string | null;
  readonly provisions: readonly string[];
  /** What is controlled reads otherwise; false: what is required does, and the license is worked out again. */
  readonly controlled: boolean;
  readonly facts: readonly { readonly fact: string; readonly question: string | null; readonly onFile: boolean }[];
};

const PAGE = 100;
/** Open cases are all looked at; of the decided ones, those that were opened in this time. */
const RECENT_MS = 365 * 86_400_000;
const MOST_CASES = 1000;

type At = { readonly rulebook: Rulebook; readonly asOf: LawDate; readonly now: number };

/** Items of the register and open or recent cases that rest on what changed. Reads only. */
export async function impactOf(stores: TenantStores, touches: readonly Touch[], at: At): Promise<readonly Touched[]> {
  if (touches.length === 0) return [];
  return [...(await touchedItems(stores, touches, at)), ...(await touchedCases(stores, touches, at))];
}

async function touchedItems({ items }: TenantStores, touches: readonly Touch[], at: At): Promise<readonly Touched[]> {
  const found: Touched[] = [];
  for (let page = await items.page(null, PAGE); page.length > 0; page = await items.page(page.at(-1)?.id ?? null, PAGE))
    for (const row of page) {
      const state = toItemState(row.json);
      const standing = standingOf(state.determinations);
      for (const filed of standing ? countedOf(standing) : []) {
        const cited: Cited = { ...filed, cites: filed.cites.map(({ provision }) => provision) };
        const reached = touching(cited, touches, (name) => placeOf(name, at.rulebook));
        if (reached.length === 0) continue;
        const known = new Set(filed.facts.map(({ name }) => String(name)));
        found.push({
          touches: "item",
          id: row.id,
          name: nameOfItem(state.identity),
          state: filed.due ? "already due" : `on file (${filed.kind})`,
          ...codeOf(cited),
          provisions: reached.map(({ key }) => key),
          controlled: reached.some(({ controlled }) => controlled),
          facts: factRows(reached, cited, known, at),
        });
      }
    }
  return found;
}

async function touchedCases(stores: TenantStores, touches: readonly Touch[], at: At): Promise<readonly Touched[]> {
  const rows = await stores.cases.list({ limit: MOST_CASES });
  const found: Touched[] = [];
  for (const row of rows) {
    const state = toCaseState(row.json);
    const open = state.stage !== "decided" && state.stage !== "shredded";
    if (!open && (state.stage === "shredded" || row.openedAt < at.now - RECENT_MS)) continue;
    const determination = await openDetermination(stores, state);
    for (const cited of determination ? citedIn(determination, at.rulebook) : []) {
      const reached = touching(cited, touches, (name) => placeOf(name, at.rulebook));
      if (reached.length === 0) continue;
      found.push({
        touches: "case",
        id: row.caseId,
        name: `ED-${row.number}`,
        state: open ? state.stage : `decided (${row.decision ?? "no decision"})`,
        ...codeOf(cited),
        provisions: reached.map(({ key }) => key),
        controlled: reached.some(({ controlled }) => controlled),
        facts: factRows(reached, cited, new Set(cited.known), at),
      });
    }
  }
  return found;
}

const codeOf = ({ eccn, paragraph }: Cited) => ({ eccn, paragraph });

function factRows(touches: readonly Touch[], cited: Cited, known: ReadonlySet<string>, at: At): Touched["facts"] {
  const facts = [...new Set(touches.flatMap((touch) => factsOf(touch, cited, at.rulebook, at.asOf)))];
  return facts.map((fact) => ({
    fact,
    question: questionOf(at.rulebook, fact),
    onFile: known.has(fact),
  }));
}

const questionOf = ({ vocabulary }: Rulebook, fact: string): string | null =>
  [...vocabulary.definitions].find(([name]) => String(name) === fact)?.[1].question ?? null;

/** Each line of the deal with its code, and every provision that its answer cites. */
const citedIn = (
  { result, input }: Determination,
  rulebook: Rulebook,
): readonly (Cited & { readonly known: readonly string[] })[] =>
  result.lines.map((line) => {
    const item = input.lines.find(({ id }) => id === line.id)?.item;
    const given = item && "eccn" in item ? item : null;
    return {
      eccn: line.classification?.eccn ?? given?.eccn ?? null,
      paragraph: line.classification?.paragraph ?? given?.paragraph ?? null,
      cites: [...new Set(citesIn(line))],
      places: [input.destination ?? "", ...(input.transit ?? [])].flatMap((text) => {
        const place = resolveCountry(text, rulebook);
        return place.state === "resolved" ? [place.code] : [];
      }),
      known: (line.classification?.facts ?? given?.facts ?? []).map(({ name }) => String(name)),
    };
  });

function citesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(citesIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "cite" && typeof value === "string" ? [value] : citesIn(value),
  );
}
