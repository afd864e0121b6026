import { checkFields, readEntity, type FieldMapping, type MappedField, type SapEntity } from "./sap-metadata.ts";
import { createSapSession, type SapAccess } from "./sap-session.ts";
import type { Transport } from "./transport.ts";
import type { Clock } from "../../core/ports/clock.ts";
import {
  TargetFault,
  type Diff,
  type FieldValues,
  type WriteBackTarget,
  type WrittenField,
} from "../../core/ports/writeback.ts";
import { checkHash, previewOf, readBackOf } from "../../core/writeback/diff.ts";

export type SapProductOptions = SapAccess & {
  readonly id: string;
  /** Entity set: `A_Product`, or one below it such as `A_ProductPlantIntlTrd`. */
  readonly entity: string;
  /** The key property that holds the item number. */
  readonly key: string;
  /** Other key properties with their fixed values: `Plant: "1010"`. */
  readonly keys: Readonly<Record<string, string>>;
  readonly fields: FieldMapping;
  /** OData V2 has MERGE; gateways of today take PATCH too. */
  readonly method: "PATCH" | "MERGE";
  readonly transport: Transport;
  /** Its description is larger than an answer: its own limit. */
  readonly metadataTransport: Transport;
  readonly clock: Clock;
};

const METADATA_MS = 600_000;

/** SAP retries: a record that is busy for a moment, an update that runs; after half a day a person looks. */
export const SAP_SCHEDULE: readonly number[] = [5, 60, 300, 1800, 7200, 43_200].map((seconds) => seconds * 1000);

/**
 * The product master of SAP S/4HANA over OData V2. The standard API has no property for an ECCN: the tenant names its
 * own custom fields (`YY1_…`). Reads before each write, writes under `If-Match` of that very read, never `*`.
 */
export function createSapProduct(options: SapProductOptions): WriteBackTarget {
  const { id, entity: entitySet, fields: mapping, clock } = options;
  const session = createSapSession(options, options.transport, clock);
  const description = createSapSession(options, options.metadataTransport, clock);
  let known: { readonly entity: SapEntity; readonly readAt: number } | null = null;

  async function entity(): Promise<SapEntity> {
    if (known && clock.now() - known.readAt < METADATA_MS) return known.entity;
    const headers = { accept: "application/xml" };
    const { body } = await description.call({ method: "GET", path: "$metadata", headers, expects: "any" });
    known = { entity: readEntity(body, entitySet), readAt: clock.now() };
    return known.entity;
  }

  async function read(record: string, fields: FieldValues) {
    const mapped = checkFields(await entity(), mapping, fields);
    if (mapped.length === 0) return { current: {}, version: null };
    const select = [options.key, ...mapped.map(({ name }) => name)].join(",");
    const answer = await session.call({
      method: "GET",
      path: `${pathOf(options, record)}?$select=${encodeURIComponent(select)}&$format=json`,
    });
    const row = toRow(answer.body);
    return {
      current: currentOf(row, mapped),
      version: answer.headers.get("etag") ?? etagOf(row),
    };
  }

  return {
    settle: "readable",
    async preview(record, fields, { purpose }) {
      const wanted = onlyMapped(fields, mapping);
      return previewOf({ target: id, record, purpose }, await read(record, wanted), wanted);
    },
    async send(diff, hash, _key, version) {
      checkHash(diff, hash);
      // Without a version, or with one that fits every version, two writers would not see each other.
      if (version === null || version.trim() === "*") throw new TargetFault("dead-letter-mapping", "no-version");
      const mapped = checkFields(await entity(), mapping, wantedOf(diff));
      await session.call({
        method: options.method === "PATCH" ? "PATCH" : "POST",
        path: pathOf(options, diff.record),
        headers: {
          "content-type": "application/json",
          "if-match": version,
          ...(options.method === "MERGE" ? { "x-http-method": "MERGE" } : {}),
        },
        body: JSON.stringify(Object.fromEntries(mapped.map((field) => [field.name, toSap(field)]))),
      });
    },
    async readBack(diff) {
      const { current } = await read(diff.record, wantedOf(diff));
      return readBackOf(current, diff);
    },
  };
}

const wantedOf = ({ changes }: Diff): FieldValues => Object.fromEntries(changes.map(({ field, to }) => [field, to]));

/** Fields that the tenant maps to nothing are none of this target's. */
const onlyMapped = (fields: FieldValues, mapping: FieldMapping): FieldValues =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => Object.hasOwn(mapping, field)));

/** A literal of OData V2: apostrophes doubled, then percent-encoded, so that a record's name stays inside it. */
const literal = (text: string): string => `'${encodeURIComponent(text.replaceAll("'", "''")).replaceAll("'", "%27")}'`;

function pathOf({ entity, key, keys }: SapProductOptions, record: string): string {
  const others = Object.entries(keys);
  if (others.length === 0) return `${entity}(${literal(record)})`;
  const all = [[key, record] as const, ...others].map(([name, value]) => `${name}=${literal(value)}`);
  return `${entity}(${all.join(",")})`;
}

/** The `d` of an OData V2 answer. Throws TargetFault when it is none: a half-read record is no record. */
function toRow(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    const row: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "d") : null;
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return Object.fromEntries(Object.entries(row));
  } catch {
    // Said below.
  }
  throw new TargetFault("failure", "answer-unreadable");
}

function etagOf(row: Readonly<Record<string, unknown>>): string | null {
  const meta = row["__metadata"];
  const etag: unknown = typeof meta === "object" && meta !== null ? Reflect.get(meta, "etag") : null;
  return typeof etag === "string" && etag !== "" ? etag : null;
}

function currentOf(row: Readonly<Record<string, unknown>>, mapped: readonly MappedField[]): FieldValues {
  return Object.fromEntries(
    mapped.map(({ field, name, isDate }): [WrittenField, string | null] => {
      const value = row[name];
      if (value === null || value === undefined || value === "") return [field, null];
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return [field, isDate ? fromSapDate(text) : text];
    }),
  );
}

/** `/Date(1766361600000)/` is a civil date at midnight UTC. */
const toSap = ({ value, isDate }: MappedField): string | null => {
  if (isDate) return value === null ? null : `/Date(${Date.parse(`${value}T00:00:00Z`)})/`;
  return value ?? "";
};
const fromSapDate = (text: string): string => {
  const millis = /^\/Date\((-?\d+)(?:[+-]\d+)?\)\/$/.exec(text)?.[1];
  return millis === undefined ? text : new Date(Number(millis)).toISOString().slice(0, 10);
};
