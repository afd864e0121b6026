import { describe, expect, it } from "vitest";
import { createDocuments } from "../../../adapters/files/documents.ts";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { showValue } from "../../../core/rulebook/tested.ts";
import { rulebook } from "../../rulebook.ts";

const documents = createDocuments();
const read = async (name: string, data: unknown) =>
  documents.read(name, new TextEncoder().encode(typeof data === "string" ? data : JSON.stringify(data)));
const textOf = async (name: string, data: unknown): Promise<string> => {
  const result = await read(name, data);
  return result.ok ? result.source.pages.map(({ text }) => text).join("\f") : result.fault;
};
/** The facts of a request with this file, as the desk reads them. */
const factsOf = async (description: string, name: string, data: unknown) => {
  const result = await read(name, data);
  if (!result.ok) throw new Error(result.fault);
  const { facts } = classify({ description, sources: [result.source] }, rulebook, toLawDate("2026-11-23"));
  return Object.fromEntries(facts.map(({ name: fact, value }) => [fact, showValue(value)]));
};

const asset = (name: string, algorithmProperties: object) => ({
  type: "cryptographic-asset",
  name,
  cryptoProperties: { assetType: "algorithm", algorithmProperties },
});
const CBOM = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: {
    component: { type: "application", name: "Acme Backup", version: "4.2", description: "Backup of laptops" },
  },
  components: [
    {
      type: "library",
      name: "zlib",
      version: "1.3",
      components: [{ type: "library", name: "crc32c", version: "1.1" }],
    },
    asset("AES", {
      primitive: "ae",
      parameterSetIdentifier: "256",
      mode: "gcm",
      cryptoFunctions: ["encrypt", "decrypt"],
    }),
    asset("ECDSA", { primitive: "signature", curve: "P-256", cryptoFunctions: ["sign", "verify"] }),
    {
      type: "cryptographic-asset",
      name: "TLS",
      cryptoProperties: {
        assetType: "protocol",
        protocolProperties: { type: "tls", version: "1.3", cipherSuites: [{ name: "TLS_AES_256_GCM_SHA384" }] },
      },
    },
  ],
};

describe("a CycloneDX file", () => {
  it("gives the product, its components and its cryptography a row each", async () => {
    expect(await textOf("backup.cdx.json", CBOM)).toBe(
      [
        "Product\tAcme Backup 4.2\tsoftware application",
        "Description\tBackup of laptops",
        "Component\tzlib 1.3\tlibrary",
        "Component\tcrc32c 1.1\tlibrary",
        "Algorithm\tAES-256-gcm for encryption",
        "Algorithm\tECDSA for signatures and integrity\telliptic curve P-256",
        "Cryptographic protocol\ttls 1.3\tTLS_AES_256_GCM_SHA384",
      ].join("\n"),
    );
  });

  it("becomes facts: what it is, that it encrypts, and with how long a key", async () => {
    expect(await factsOf("Please classify this", "backup.cdx.json", CBOM)).toMatchObject({
      is: "software",
      "encrypts-data": "true",
      "strong-algorithm": "true",
      "symmetric-key": "256 bit",
    });
  });

  it("signatures alone are not read as encryption, and no encryption is not concluded either", async () => {
    const { components, ...head } = CBOM;
    const facts = await factsOf("Please classify this", "signed.json", { ...head, components: [components[2]] });
    expect(facts["encrypts-data"]).toBeUndefined();
  });

  it("a library that encrypts is read from a list of components", async () => {
    const facts = await factsOf("Please classify this", "sbom.json", {
      ...CBOM,
      components: [{ type: "library", name: "openssl", version: "3.0.13" }],
    });
    expect(facts).toMatchObject({ "encrypts-data": "true", "strong-algorithm": "true" });
  });
});

describe("an SPDX file", () => {
  it("2.3: what the document describes is the product", async () => {
    const spdx = {
      spdxVersion: "SPDX-2.3",
      name: "gateway",
      packages: [
        { SPDXID: "SPDXRef-0", name: "Acme Gateway", versionInfo: "2.0", primaryPackagePurpose: "FIRMWARE" },
        { SPDXID: "SPDXRef-1", name: "mbedtls", versionInfo: "3.5.0", primaryPackagePurpose: "LIBRARY" },
      ],
      relationships: [
        { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: "SPDXRef-0" },
      ],
    };
    expect(await textOf("gateway.spdx.json", spdx)).toBe(
      "Product\tAcme Gateway 2.0\tfirmware\nComponent\tmbedtls 3.5.0\tlibrary",
    );
    expect(await factsOf("Please classify this", "gateway.spdx.json", spdx)).toMatchObject({ "encrypts-data": "true" });
  });

  it("3.0: the root element is the product", async () => {
    const spdx = {
      "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
      "@graph": [
        { type: "software_Sbom", spdxId: "urn:sbom", rootElement: ["urn:app"] },
        { type: "software_Package", spdxId: "urn:app", name: "Acme Viewer", software_primaryPurpose: "application" },
        { type: "software_Package", spdxId: "urn:png", name: "libpng", software_packageVersion: "1.6" },
      ],
    };
    expect(await textOf("viewer.json", spdx)).toBe("Product\tAcme Viewer\tsoftware application\nComponent\tlibpng 1.6");
  });
});

describe("an inventory of cryptography as CSV", () => {
  const rows = [
    "Module,Algorithm,Key length (bits),Mode,Purpose",
    "Storage,AES,256,XTS,data at rest",
    "Boot,RSA,3072,PSS,signature verification",
  ];
  it("puts name, key length and purpose together", async () => {
    expect(await textOf("crypto.csv", rows.join("\r\n"))).toBe(
      [
        "Module\tAlgorithm\tKey length (bits)\tMode\tPurpose",
        "Algorithm\tAES-256-XTS for data at rest\tStorage",
        "Algorithm\tRSA-3072-PSS for signature verification\tBoot",
      ].join("\n"),
    );
  });
  it("becomes facts, and a signature is no encryption", async () => {
    expect(await factsOf("Data logger", "crypto.csv", rows.join("\n"))).toMatchObject({
      "encrypts-data": "true",
      "symmetric-key": "256 bit",
    });
    const signing = await factsOf("Data logger", "crypto.csv", [rows[0], rows[2]].join("\n"));
    expect(signing["encrypts-data"]).toBeUndefined();
  });
  it("leaves any other table as it is", async () => {
    expect(await textOf("list.csv", "Algorithm,Result\nsort,ok")).toBe("Algorithm\tResult\nsort\tok");
  });
});

describe("JSON that is none of these", () => {
  it.each([
    ["other.json", { hello: "world" }, "unsupported-file"],
    ["list.json", [1, 2, 3], "unsupported-file"],
    ["broken.json", '{"bomFormat": "CycloneDX", ', "unreadable-file"],
    ["odd.json", { bomFormat: "CycloneDX", components: "many" }, "unreadable-file"],
    ["empty.json", { bomFormat: "CycloneDX", components: [] }, "empty-file"],
  ])("%s", async (name, data, fault) => {
    expect(await textOf(name, data)).toBe(fault);
  });
});
