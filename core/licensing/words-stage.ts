import type { LawDate } from "../dates.ts";
import { finding } from "./findings.ts";
import { endOfMonthAfterQuarter } from "./law-days.ts";
import { findPhrase, findTogether } from "./phrases.ts";
import type { LicensingRules } from "./rules-at.ts";
import type { Stage, Verdict } from "./stage.ts";

/**
 * Signs in what people wrote: red flags (15 CFR 732 Supp. 3) and boycott language (15 CFR 760.5). A sign holds the
 * answer for a person and is quoted; it finds nobody guilty. `answers` may name a flag outright.
 */
export function wordsStage(
  texts: readonly string[],
  answers: Readonly<Record<string, string | boolean>>,
  at: { readonly rules: LicensingRules; readonly asOf: LawDate },
): Stage {
  const flags = redFlags(texts, answers, at.rules);
  const boycott = boycottWords(texts, at.rules);
  const { report } = at.rules.boycott;
  return {
    verdicts: [...flags, ...boycott].map((because): Verdict => ({
      outcome: "review",
      agency: null,
      policy: null,
      because,
      talk: "ask",
      ...(because.code === "boycott-language" ? { hold: true as const } : {}),
    })),
    flags: [...boycott, ...flags],
    checked: [{ what: "red-flags-in-text" }],
    obligations:
      boycott.length > 0
        ? [{ what: "boycott-report", owner: report.owner, due: endOfMonthAfterQuarter(at.asOf), cite: report.cite }]
        : [],
  };
}

function redFlags(
  texts: readonly string[],
  answers: Readonly<Record<string, string | boolean>>,
  rules: LicensingRules,
): readonly Verdict["because"][] {
  return rules.redFlags.flags.flatMap((flag) => {
    const source = {
      cite: flag.number === null ? "15 CFR 732 Supp. 3" : `15 CFR 732 Supp. 3, no. ${flag.number}`,
      rule: `red-flags/${flag.id}`,
    };
    const answered = [flag.id, `red-flag-${flag.id}`].some((id) => /^(true|yes)$/i.test(String(answers[id] ?? "")));
    if (answered) return [finding("red-flag", { flag: flag.id, words: "" }, source)];
    const found = texts.flatMap((text) => flag.words.flatMap((words) => findPhrase(text, words) ?? []))[0];
    return found ? [finding("red-flag", { flag: flag.id, words: found.quote }, source)] : [];
  });
}

/** One finding for a text, whatever number of rows fit: the quote is what legal reads. */
function boycottWords(texts: readonly string[], rules: LicensingRules): readonly Verdict["because"][] {
  return texts.flatMap((text) => {
    for (const { id, words } of rules.boycott.phrases) {
      const quote = findTogether(text, words);
      if (quote !== null)
        return [
          finding(
            "boycott-language",
            { phrase: id, quote },
            { cite: rules.boycott.source.cite, rule: `boycott/${id}` },
          ),
        ];
    }
    return [];
  });
}
