import type { LawDate } from "../dates.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Destination } from "./destination.ts";
import type { Agency, Party } from "./determination.ts";
import { finding } from "./findings.ts";
import { itarStage } from "./itar-stage.ts";
import type { LicensingRules } from "./rules-at.ts";
import { joinStages } from "./stage.ts";
import type { Stage } from "./stage.ts";

const AGENCIES: Readonly<Record<string, Agency>> = { ITAR: "DDTC", NRC: "NRC", DOE: "DOE" };

/**
 * An entry that only sends elsewhere ("subject to the ITAR", NRC, DOE) is never a result: the other agency decides, and
 * for the ITAR the countries of 126.1 bar it at once. Null: the entry is none.
 */
export function pointerStage(
  eccn: string,
  destination: Destination,
  parties: readonly Party[],
  context: { readonly rulebook: Rulebook; readonly rules: LicensingRules; readonly asOf: LawDate },
): Stage | null {
  const files = context.rulebook.sections.headings.map(({ data }) => data).filter(({ from }) => from <= context.asOf);
  const authority = files.map(({ pointers }) => pointers[eccn]).find((found) => found !== undefined);
  const agency = authority && AGENCIES[authority];
  if (!agency) return null;
  const because = finding("pointer-entry", { eccn, agency }, { cite: `15 CFR 774 Supp. 1, ${eccn}` });
  const elsewhere: Stage = { verdicts: [{ outcome: "other-agency", agency, policy: null, because, talk: "ask" }] };
  if (agency !== "DDTC") return elsewhere;
  const itar = itarStage(eccn, destination, parties, context);
  return joinStages([
    elsewhere,
    { ...itar, verdicts: (itar.verdicts ?? []).filter(({ outcome }) => outcome === "prohibited") },
  ]);
}
