import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { timed, type Figure } from "./figure.ts";
import { readRuleFile } from "../../adapters/ecfr/read-rule-file.ts";
import { encodePart } from "../../bot/editions/rule-texts.ts";
import { readBundle } from "../../bot/rulebook-source.ts";
import { composeRulebook } from "../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema } from "../../core/rulebook/editions/rule-part.ts";
import { openRulebook } from "../../core/rulebook/rulebook.ts";
import { madeUpList, toListXml } from "../factories/control-list-xml.ts";

const ROUNDS = [1, 2, 3, 4, 5];

/** The official text where it is at hand; else a list as long, with short words. */
function listXml(): { readonly xml: string; readonly what: string } {
  const file = join(process.env["DESK_TEST_DATA"] ?? "", "rules/us-ear-ccl-2026-06/ccl-supp1-part774.xml");
  return existsSync(file)
    ? { xml: readFileSync(file, "utf8"), what: "the official text" }
    : { xml: toListXml(madeUpList()), what: "a made-up list: no reference data here" };
}

export const importing: Figure = {
  name: "import",
  what: "the control list from its XML to a rulebook that is open, and the start-up of a rulebook; the first of each is cold",
  async run() {
    const { xml, what } = listXml();
    const builtIn = readBundle();
    const read = () => {
      const { amended: _amended, ...part } = readRuleFile(xml)[0]!;
      return rulePartSchema.parse({ v: 1, date: "2026-07-23", ...part });
    };
    const data = read();
    const { hash } = encodePart(data);
    const compose = () => composeRulebook(builtIn, [{ hash, data }]);
    const bundle = compose();
    const whole = timed(ROUNDS, () => {
      const part = read();
      openRulebook(composeRulebook(builtIn, [{ hash: encodePart(part).hash, data: part }]));
    });
    return [
      { what: "import, all of it (target 5 s)", ms: whole, more: what },
      { what: "  of it: read and checked", ms: timed(ROUNDS, read), megabytes: xml.length / 1e6 },
      { what: "  of it: composed with the rules", ms: timed(ROUNDS, compose) },
      {
        what: "start-up with the text (target 1 s)",
        ms: timed(ROUNDS, () => openRulebook(bundle)),
        megabytes: bundle.length / 1e6,
      },
      { what: "start-up of the rules that ship", ms: timed(ROUNDS, () => openRulebook(builtIn)) },
    ];
  },
};
