import { z } from "zod";
import { toLine } from "./table-line.ts";

const text = z.string().optional();
const packaged = z.looseObject({
  name: text,
  versionInfo: text,
  description: text,
  primaryPackagePurpose: text,
  SPDXID: text,
});
const element = z.looseObject({
  type: text,
  spdxId: text,
  name: text,
  software_packageVersion: text,
  software_primaryPurpose: text,
  rootElement: z.array(z.string()).optional(),
});

/** SPDX JSON, 2.x (`packages`) or 3.0 (`@graph`), as far as a classification reads it. */
export const spdxSchema = z.looseObject({
  name: text,
  packages: z.array(packaged).optional(),
  documentDescribes: z.array(z.string()).optional(),
  relationships: z
    .array(z.looseObject({ relationshipType: text, relatedSpdxElement: text, spdxElementId: text }))
    .optional(),
  "@graph": z.array(element).optional(),
});
type Spdx = z.infer<typeof spdxSchema>;
type Package = { readonly id: string; readonly name: string; readonly purpose: string; readonly about: string };

/** What the document describes as the product, everything else as its components, a row each. */
export function spdxLines(document: Spdx): readonly string[] {
  const all = packagesOf(document);
  const described = productsOf(document);
  const products = all.filter(({ id }) => described.has(id));
  return [
    ...products.map(({ name, purpose }) => toLine(["Product", name, PURPOSES[purpose] ?? ""])),
    ...products.flatMap(({ about }) => (about ? [toLine(["Description", about])] : [])),
    ...all
      .filter((one) => !products.includes(one))
      .map(({ name, purpose }) => toLine(["Component", name, purpose.toLowerCase()])),
  ];
}

const PURPOSES: Readonly<Record<string, string>> = {
  APPLICATION: "software application",
  FRAMEWORK: "software framework",
  LIBRARY: "software library",
  "OPERATING-SYSTEM": "operating system software",
  OPERATINGSYSTEM: "operating system software",
  CONTAINER: "software container image",
  FIRMWARE: "firmware",
};

function packagesOf(document: Spdx): readonly Package[] {
  const older = (document.packages ?? []).map((one) => ({
    id: one.SPDXID ?? "",
    name: [one.name ?? "", one.versionInfo ?? ""].join(" ").trim(),
    purpose: (one.primaryPackagePurpose ?? "").toUpperCase(),
    about: one.description ?? "",
  }));
  const newer = (document["@graph"] ?? [])
    .filter(({ type }) => type === "software_Package")
    .map((one) => ({
      id: one.spdxId ?? "",
      name: [one.name ?? "", one.software_packageVersion ?? ""].join(" ").trim(),
      purpose: (one.software_primaryPurpose ?? "").toUpperCase(),
      about: "",
    }));
  return [...older, ...newer];
}

function productsOf({ documentDescribes = [], relationships = [], "@graph": graph = [] }: Spdx): ReadonlySet<string> {
  return new Set([
    ...documentDescribes,
    ...relationships.flatMap((one) =>
      one.relationshipType === "DESCRIBES" && one.relatedSpdxElement ? [one.relatedSpdxElement] : [],
    ),
    ...graph.flatMap(({ rootElement = [] }) => rootElement),
  ]);
}
