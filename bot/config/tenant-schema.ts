import { z } from "zod";
import { targetSchema } from "./target-schema.ts";
import { EGRESS_POLICIES } from "../../core/adjudication/egress.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "a slug of a-z, 0-9 and hyphens");

const placeSchema = z.strictObject({
  platform: z.enum(["slack", "teams", "console"]),
  /** Channel id: `C0123`, `19:…@thread.tacv2` or a pane of the web desk. */
  channel: z.string().min(1),
});

export const personSchema = z.strictObject({
  id: slug,
  name: z.string().min(1).max(80),
  roles: z.array(slug).default([]),
  /** Platform identities are linked explicitly, never by e-mail. */
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,}$/, "a Slack user id such as U0123ABC")
    .optional(),
  /** The Entra object id of the person. */
  teams: z.string().min(1).optional(),
  console: z.string().optional(),
  /** The part of the organisation whose deals this person asks for; a manager's digest can be of some divisions. */
  division: slug.optional(),
  /** When the authority of the roles ends (date); absent: until changed. */
  until: z.iso.date().optional(),
});

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The managers' weekly digest: who gets it, of which deals, when. */
const digestSchema = z.strictObject({
  /** When it is sent; it is of the last whole week, Monday to Sunday. */
  day: z.enum(WEEKDAYS).default("monday"),
  hour: z.int().min(0).max(23).default(8),
  managers: z
    .array(
      z.strictObject({
        person: slug,
        /** The divisions whose deals it is of; absent: all of them. */
        divisions: z.array(slug).min(1).optional(),
        /** A place of this tenant to send it to; absent: the person's own chat. */
        place: slug.optional(),
      }),
    )
    .min(1),
});

const price = z.number().min(0);
/** What a million tokens cost, by your own contract; a new version is priced from when it stands here. */
const pricesSchema = z.strictObject({
  version: z.string().min(1).max(40),
  currency: z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 currency such as USD"),
  models: z.record(z.string().min(1), z.strictObject({ input: price, cachedInput: price, output: price })),
});

export type DigestConfig = z.infer<typeof digestSchema>;

export const tenantSchema = z.strictObject({
  id: slug,
  mode: z.enum(["shadow", "assist", "auto"]).default("assist"),
  slack: z.strictObject({ team: z.string().regex(/^[TE][A-Z0-9]{2,}$/, "a workspace id such as T0123ABC") }).optional(),
  teams: z.strictObject({ tenant: z.string().min(1) }).optional(),
  people: z.array(personSchema).min(1),
  places: z.record(slug, placeSchema),
  /** Where the tenant's weeks and days begin: an IANA zone. */
  zone: z.string().refine(isZone, "a time zone such as Europe/Berlin").default("America/New_York"),
  digest: digestSchema.optional(),
  prices: pricesSchema.optional(),
  /** A review policy file beside the config; absent: the one that ships. */
  policy: z.string().optional(),
  /** What a model may be sent; absent: `public-only` where a model is configured. */
  egress: z.enum(EGRESS_POLICIES).optional(),
  /** Files the organisation has published, such as its datasheets: the SHA-256 of each. */
  published: z.array(z.string().regex(/^[0-9a-f]{64}$/, "the SHA-256 of a file, in lower-case hex")).optional(),
  /** Systems of record that outcomes are written to; absent: none. */
  targets: z.array(targetSchema).max(20).optional(),
});
export const configSchema = z.strictObject({ tenants: z.array(tenantSchema).min(1) });

export type TenantConfig = z.infer<typeof tenantSchema>;
export type FileConfig = z.infer<typeof configSchema>;
/** A tenant's people, places and mode, as applied to the database. */
export type TenantPolicy = TenantConfig;
