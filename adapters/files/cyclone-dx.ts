import { z } from "zod";
import { cryptoLine } from "./crypto-line.ts";
import { toLine } from "./table-line.ts";

const text = z.string().optional();
const component = z.looseObject({
  type: text,
  name: z.string(),
  version: text,
  description: text,
  cryptoProperties: z
    .looseObject({
      assetType: text,
      algorithmProperties: z
        .looseObject({
          primitive: text,
          parameterSetIdentifier: text,
          mode: text,
          curve: text,
          ellipticCurve: text,
          cryptoFunctions: z.array(z.string()).optional(),
        })
        .optional(),
      protocolProperties: z
        .looseObject({
          type: text,
          version: text,
          cipherSuites: z.array(z.looseObject({ name: text })).optional(),
        })
        .optional(),
    })
    .optional(),
});
type Component = z.infer<typeof component> & { readonly components?: unknown };
const components: z.ZodType<readonly Component[]> = z.array(component);

/** CycloneDX JSON (ECMA-424), as far as a classification reads it; anything else in it is left alone. */
export const cycloneDxSchema = z.looseObject({
  metadata: z.looseObject({ component: component.optional() }).optional(),
  components: components.optional(),
});

/** The product, then its components and cryptographic assets, a row each, nested ones behind what holds them. */
export function cycloneDxLines({
  metadata,
  components: held = [],
}: z.infer<typeof cycloneDxSchema>): readonly string[] {
  const product = metadata?.component;
  return [
    ...(product ? [toLine(["Product", named(product), KINDS[product.type ?? ""] ?? product.type ?? ""])] : []),
    ...(product?.description ? [toLine(["Description", product.description])] : []),
    ...held.flatMap(rowsOf),
  ];
}

/** What a product is, in the words of trade. A device may be any device. */
const KINDS: Readonly<Record<string, string>> = {
  application: "software application",
  framework: "software framework",
  library: "software library",
  "operating-system": "operating system software",
  container: "software container image",
  firmware: "firmware",
};

const named = ({ name, version }: Component): string => (version ? `${name} ${version}` : name);

function rowsOf(one: Component): readonly string[] {
  const below = components.safeParse(one.components).data ?? [];
  return [...ownRows(one), ...below.flatMap(rowsOf)];
}

function ownRows(one: Component): readonly string[] {
  const crypto = one.cryptoProperties;
  const algorithm = crypto?.algorithmProperties;
  const protocol = crypto?.protocolProperties;
  if (crypto?.assetType === "algorithm" || algorithm) {
    const curve = algorithm?.ellipticCurve ?? algorithm?.curve;
    return [
      cryptoLine({
        algorithm: one.name,
        ...(algorithm?.parameterSetIdentifier ? { keyLength: algorithm.parameterSetIdentifier } : {}),
        ...(algorithm?.mode ? { mode: algorithm.mode } : {}),
        purpose: purposeOf(algorithm?.primitive, algorithm?.cryptoFunctions ?? []),
        rest: curve ? [`elliptic curve ${curve}`] : [],
      }),
    ];
  }
  if (protocol) {
    const suites = (protocol.cipherSuites ?? []).flatMap(({ name }) => (name ? [name] : []));
    return [toLine(["Cryptographic protocol", `${protocol.type ?? one.name} ${protocol.version ?? ""}`, ...suites])];
  }
  if (one.type === "cryptographic-asset") return [toLine(["Cryptographic material", named(one)])];
  return [toLine(["Component", named(one), one.type ?? ""])];
}

const SIGNING = new Set(["sign", "verify", "digest", "tag"]);
const SEALING = new Set(["encrypt", "decrypt", "encapsulate", "decapsulate", "keyderive"]);

/** Signing and hashing are said as such; everything that may keep something secret is encryption. */
function purposeOf(primitive: string | undefined, functions: readonly string[]): string {
  if (functions.some((name) => SEALING.has(name))) return "encryption";
  if (functions.some((name) => SIGNING.has(name))) return "signatures and integrity";
  if (primitive === "signature" || primitive === "hash" || primitive === "mac") return "signatures and integrity";
  return primitive === undefined ? "" : primitive.replaceAll("-", " ");
}
