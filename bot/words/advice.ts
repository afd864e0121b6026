import type { Advise } from "../../core/classification/classification.ts";

const ADVICE: Readonly<Record<Advise, string | null>> = {
  none: null,
  CCATS: "ask BIS to classify it (15 CFR 748.3): the facts for the request stand in the case's record",
  CJ: "ask DDTC for a commodity jurisdiction determination (22 CFR 120.12) before anything else",
  counsel: "have counsel read it: the text changed and both readings stand",
};
/** Whom to ask where the tests cannot settle it; null: nobody has to be asked. */
export const adviceWords = (advise: Advise): string | null => ADVICE[advise];
