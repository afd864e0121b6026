// `node test/proof/write.ts`: writes test/PROOF.md from the table of claims.
import { writeFileSync } from "node:fs";
import { CLAIMS } from "./claims.ts";
import { renderProof } from "./render.ts";

writeFileSync(new URL("../PROOF.md", import.meta.url), renderProof(CLAIMS));
console.log(`test/PROOF.md: ${CLAIMS.length} claims`);
