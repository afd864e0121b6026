import { z } from "zod";
import type { Page } from "./answer.ts";
import { cycloneDxLines, cycloneDxSchema } from "./cyclone-dx.ts";
import { decodeText } from "./read-text.ts";
import { spdxLines, spdxSchema } from "./spdx.ts";

/** JSON of another shape: it is whole, but the desk does not know what it says. */
export class UnknownJson extends Error {
  override readonly name = "UnknownJson";
}

const markSchema = z.looseObject({
  bomFormat: z.string().optional(),
  spdxVersion: z.string().optional(),
  "@context": z.unknown().optional(),
});

/**
 * A bill of software or of cryptography as one page of rows: CycloneDX 1.4 to 1.7, SPDX 2.x and 3.0. Throws on JSON that
 * is not whole, and `UnknownJson` on JSON of another shape.
 */
export function readJson(bytes: Uint8Array): readonly Page[] {
  const data: unknown = JSON.parse(decodeText(bytes));
  const mark = markSchema.safeParse(data).data;
  const lines =
    mark?.bomFormat === "CycloneDX"
      ? cycloneDxLines(cycloneDxSchema.parse(data))
      : mark?.spdxVersion !== undefined || isSpdx3(mark?.["@context"])
        ? spdxLines(spdxSchema.parse(data))
        : null;
  if (!lines) throw new UnknownJson();
  return [{ page: 1, text: lines.join("\n") }];
}

const isSpdx3 = (context: unknown): boolean =>
  [context].flat().some((one) => typeof one === "string" && one.startsWith("https://spdx.org/rdf/3."));
