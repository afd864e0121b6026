import type { Finding } from "../finding.ts";
import type { Owner } from "../licensing/determination.ts";
import { affiliatesOn, countsOn, ruleOf } from "./effect.ts";
import type { Found, ScreeningIndex } from "./build-index.ts";
import { finding } from "./findings.ts";
import { readInput } from "./read-party.ts";
import type { Screening } from "./screening.ts";

type Ownership = Screening["ownership"];
type Chain = Ownership["chain"][number];
/** Percent held by owners that count, by owners nobody knows enough of, and whether the 50 are reached by one alone. */
type Sums = { readonly listed: number; readonly open: number; readonly alone: boolean; readonly lesser: boolean };
type Look = {
  readonly index: ScreeningIndex;
  readonly threshold: number;
  readonly asOf: string;
  readonly bis: boolean;
  readonly chain: Chain[];
  readonly because: Finding[];
};

const HALF = 50;
const DEEPEST = 12;

/** The listing of an owner whose holdings are added up on this day, or one that is only a red flag. */
function listing(owner: Owner, look: Look): { readonly counts: Found | null; readonly flag: Found | null } {
  const query = readInput(
    { name: owner.name, ...(owner.country ? { country: owner.country } : {}) },
    look.index.tongue,
  );
  const hits = look.index.find(query, look.threshold).filter(({ entry }) => countsOn(entry, look.asOf));
  const counts = hits.find(({ entry }) => {
    const rule = ruleOf(look.index.rules, entry.list)?.ownership ?? null;
    return rule === "ofac" || (rule === "bis" && look.bis);
  });
  return { counts: counts ?? null, flag: counts ? null : (hits[0] ?? null) };
}

/** An owner that is itself held to 50 percent by listed ones counts in full (90 FR 47201; OFAC's 50 percent guidance). */
function addUp(owners: readonly Owner[], look: Look, depth: number): Sums {
  let [listed, open, known] = [0, 0, 0];
  let [alone, lesser] = [false, false];
  for (const owner of owners) {
    const share = owner.share ?? null;
    const { counts, flag } = listing(owner, look);
    look.chain.push({ name: owner.name, share, hit: (counts ?? flag)?.entry.list ?? null });
    known += share ?? 0;
    if (flag) lesser = true;
    if (counts) {
      look.because.push(
        finding("owner-listed", {
          owner: owner.name,
          share: share === null ? "?" : String(share),
          list: counts.entry.list,
        }),
      );
      if (share === null) open = Number.POSITIVE_INFINITY;
      else {
        listed += share;
        alone ||= share >= HALF;
      }
    } else if (owner.owners && depth < DEEPEST) {
      const above = addUp(owner.owners, look, depth + 1);
      lesser ||= above.lesser || above.listed > 0;
      if (above.listed >= HALF) listed += share ?? 0;
      if (share === null && above.listed + above.open >= HALF) open = Number.POSITIVE_INFINITY;
      else if (above.listed < HALF && above.listed + above.open >= HALF) open += share ?? 0;
    } else if (share === null) {
      look.because.push(finding("owner-share-unknown", { owner: owner.name }));
    }
  }
  return { listed, open: open + Math.max(0, 100 - known), alone, lesser };
}

/**
 * Who owns the party, added up along chains to 50 percent. Owners not asked for are `not-asked`, never "none"; a part
 * nobody named that could carry the total to 50 makes it `unknown`. The affiliates rule is read at `asOf`.
 */
export function ownershipOf(
  owners: readonly Owner[] | undefined,
  index: ScreeningIndex,
  at: { readonly asOf: string; readonly threshold: number },
): Ownership & { readonly lesser: boolean } {
  if (!owners) return { status: "not-asked", chain: [], because: [], lesser: false };
  const state = affiliatesOn(index.rules, at.asOf);
  const look: Look = { index, ...at, bis: state?.state === "in-force", chain: [], because: [] };
  const sums = addUp(owners, look, 0);
  if (state)
    look.because.push(
      finding(
        "affiliates-rule",
        { state: state.state, from: state.from, assumed: state.assumed ? "yes" : "no" },
        { cite: state.cite, basis: "summary" },
      ),
    );
  const status = sums.alone
    ? "listed"
    : sums.listed >= HALF
      ? "aggregate-50"
      : sums.listed + sums.open >= HALF
        ? "unknown"
        : "below";
  if (status === "aggregate-50") look.because.push(finding("owners-add-up", { share: String(sums.listed) }));
  if (status === "unknown")
    look.because.push(finding("owners-incomplete", { share: String(Math.min(100, sums.open)) }));
  return {
    status,
    chain: look.chain,
    because: look.because,
    lesser: sums.lesser || (status === "below" && sums.listed > 0),
  };
}
