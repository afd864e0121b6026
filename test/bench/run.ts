// `npm run bench [-- NAME… --OPTION…]`: measures, prints, asserts nothing about time. Everything runs on 127.0.0.1 and stops by itself.
import { availableParallelism, loadavg } from "node:os";
import { ack } from "./ack.ts";
import { bom } from "./bom.ts";
import { cases } from "./cases.ts";
import { classifyRight } from "./classify-right.ts";
import { classifySpeed } from "./classify-speed.ts";
import { edge } from "./edge.ts";
import { line } from "./figure.ts";
import { importing } from "./importing.ts";
import { licensing } from "./licensing.ts";
import { log } from "./log.ts";
import { proofs } from "./proofs.ts";
import { screening } from "./screening.ts";
import { start } from "./start.ts";

const FIGURES = [
  start,
  ack,
  edge,
  cases,
  log,
  proofs,
  classifyRight,
  classifySpeed,
  licensing,
  importing,
  screening,
  bom,
];

const said = process.argv.slice(2);
const options = new Set(said.filter((word) => word.startsWith("--")));
const wanted = said.filter((word) => !word.startsWith("--"));
const unknown = wanted.filter((name) => !FIGURES.some((figure) => figure.name === name));
if (unknown.length > 0) {
  console.error(`No figure "${unknown[0]}". There are: ${FIGURES.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const known = FIGURES.flatMap((figure) => figure.options ?? []);
const unheard = [...options].find((option) => !known.includes(option));
if (unheard !== undefined) {
  console.error(`No option "${unheard}". There are: ${known.join(", ")}.`);
  process.exit(2);
}

const busy = loadavg()[0]?.toFixed(1);
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, load ${busy} before the first figure: read the figures with it`,
);
let failed = 0;
for (const { name, what, run } of FIGURES.filter((figure) => wanted.length === 0 || wanted.includes(figure.name))) {
  console.log(`${name}: ${what}`);
  try {
    for (const row of await run(options)) console.log(line(row));
  } catch (error) {
    failed += 1;
    console.log(`  not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
