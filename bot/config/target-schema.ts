import { z } from "zod";
import { WRITTEN_FIELDS } from "../../core/ports/writeback.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "a slug of a-z, 0-9 and hyphens");
/** A secret is never in the file: it is named, and read from the environment (or from the file that NAME_FILE names). */
const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{2,63}$/, "the name of an environment variable such as ITEM_MASTER_PASSWORD");
const address = z.string().refine((text) => {
  const url = URL.parse(text);
  return (
    url !== null && (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.hash === ""
  );
}, "an address such as https://erp.example.com/path, without user or password");
const property = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "the name of a property such as YY1_ECCN_PRD");
const mapping = z.partialRecord(z.enum(WRITTEN_FIELDS), property);

const common = {
  id: slug,
  /** What people call it. */
  name: z.string().min(1).max(60),
  /** Person or role that looks after it. */
  owner: slug,
  /** Place a hold there when a case has to stop. */
  holds: z.boolean().default(false),
  "dry-run": z.boolean().default(false),
  /** A training desk reads this target only, unless this says that it is a test system. */
  training: z.boolean().default(false),
  /** Calls in a second. */
  rate: z.number().positive().max(1000).default(10),
};
const network = {
  url: address,
  /** The address may lie in the organisation's own network. */
  "private-network": z.boolean().default(false),
};

export const targetSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    ...network,
    kind: z.literal("webhook"),
    /** The newest first; both sign while the receiver changes over. */
    secrets: z.array(envName).min(1).max(4),
    /** No values in the message. */
    thin: z.boolean().default(false),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("file"),
    /** Beside the configuration file, or absolute. */
    folder: z.string().min(1),
    format: z.enum(["json", "csv"]).default("json"),
  }),
  z
    .strictObject({
      ...common,
      ...network,
      kind: z.literal("sap-product"),
      user: envName,
      password: envName,
      client: z
        .string()
        .regex(/^\d{3}$/, "three digits")
        .optional(),
      entity: property.default("A_Product"),
      key: property.default("Product"),
      keys: z.record(property, z.string().min(1)).default({}),
      fields: mapping.refine(
        (fields) => Object.keys(fields).length > 0,
        "at least one field, such as eccn: YY1_ECCN_PRD",
      ),
      method: z.enum(["PATCH", "MERGE"]).default("PATCH"),
    })
    .refine(({ holds, fields }) => !holds || fields.hold !== undefined, {
      path: ["holds"],
      message: "holds needs a field: add fields: hold: YY1_…",
    }),
]);
export type TargetConfig = z.infer<typeof targetSchema>;

/** The environment variables that a target names, with where they stand in it. */
export const secretNames = (
  target: TargetConfig,
): readonly { readonly name: string; readonly path: readonly (string | number)[] }[] =>
  target.kind === "webhook"
    ? target.secrets.map((name, at) => ({ name, path: ["secrets", at] }))
    : target.kind === "sap-product"
      ? [
          { name: target.user, path: ["user"] },
          { name: target.password, path: ["password"] },
        ]
      : [];
