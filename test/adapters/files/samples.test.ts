import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createDocuments } from "../../../adapters/files/documents.ts";

const SAMPLES = {
  "ad-7-converter.pdf": ["Resolution\t14\tbit", "Sample rate\t3.0\tGSPS", "Operating temperature\t-40 to +85\t°C"],
  "aq-70-acquisition-board.pdf": ["Data acquisition board, 14 bit, 3.0 GSPS", "Sample rate\t3.0\tGSPS"],
  "wr-6-router.txt": ["AES with a key length of 256 bit"],
  "ks-3-kitchen-scale.csv": ["Product\tKS-3 kitchen scale", "Capacity\t5\tkg"],
};

it.each(Object.entries(SAMPLES))(
  "the sample %s is read, states its figures and no classification",
  async (name, words) => {
    const file = new URL(`../../../bot/samples/${name}`, import.meta.url);
    const result = await createDocuments().read(name, readFileSync(file));
    const text = result.ok ? result.source.pages.map((page) => page.text).join("\n") : result.fault;
    for (const part of words) expect(text).toContain(part);
    expect(text).toContain("Northwind Example Semiconductor");
    expect(text).not.toMatch(/\b\d[A-E]\d{3}\b|EAR99|ECCN|export control/i);
  },
);
