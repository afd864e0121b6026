import { parse } from "@sap-ux/edmx-parser";
import { XMLParser } from "fast-xml-parser";
import { TargetFault, WRITTEN_FIELDS, type FieldValues, type WrittenField } from "../../core/ports/writeback.ts";

export type SapProperty = {
  readonly name: string;
  readonly type: string;
  readonly maxLength: number | null;
  readonly isUpdatable: boolean;
};
/** One entity set of the service: its key properties and what it holds. */
export type SapEntity = {
  readonly keys: readonly string[];
  readonly properties: ReadonlyMap<string, SapProperty>;
};
/** Which property of the entity holds which of our fields: the tenant names them. */
export type FieldMapping = Readonly<Partial<Record<WrittenField, string>>>;

const misfit = (code: string): TargetFault => new TargetFault("dead-letter-mapping", code);

/** Reads `$metadata` (OData V2) for one entity set. Throws TargetFault "dead-letter-mapping" where there is none such. */
export function readEntity(xml: string, entitySet: string): SapEntity {
  const { schema } = parseService(xml);
  const set = schema.entitySets.find(({ name }) => name === entitySet);
  const type = set && schema.entityTypes.find(({ fullyQualifiedName }) => fullyQualifiedName === set.entityTypeName);
  if (!type) throw misfit("entity-not-there");
  const fixed = fixedProperties(xml, type.name);
  const properties = type.entityProperties.map((property): [string, SapProperty] => [
    property.name,
    {
      name: property.name,
      type: property.type,
      maxLength: property.maxLength ?? null,
      isUpdatable: !fixed.has(property.name),
    },
  ]);
  return { keys: type.keys.map(({ name }) => name), properties: new Map(properties) };
}

function parseService(xml: string): ReturnType<typeof parse> {
  try {
    return parse(xml);
  } catch {
    throw misfit("metadata-unreadable");
  }
}

/** edmx-parser 0.10 drops `sap:updatable="false"` that stands without `sap:creatable`, so it is read here. */
function fixedProperties(xml: string, typeName: string): ReadonlySet<string> {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", processEntities: false });
  const fixed = new Set<string>();
  for (const type of nodesOf(parser.parse(xml), "EntityType"))
    if (type["Name"] === typeName)
      for (const property of nodesOf(type, "Property"))
        if (property["sap:updatable"] === "false") fixed.add(String(property["Name"]));
  return fixed;
}

/** Every element of that name below a node of fast-xml-parser. */
function nodesOf(node: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const many: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (key === name) return many.flatMap(toNode);
    return many.flatMap((one) => nodesOf(one, name));
  });
}
const toNode = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  typeof value === "object" && value !== null ? [Object.fromEntries(Object.entries(value))] : [];

/**
 * The fields as properties of the entity, in our order. Throws TargetFault "dead-letter-mapping": a field the tenant
 * maps to nothing that exists, that may not be changed, that is of another type, or that is too short: never cut.
 */
export function checkFields(entity: SapEntity, mapping: FieldMapping, fields: FieldValues): readonly MappedField[] {
  return WRITTEN_FIELDS.flatMap((field) => {
    const name = mapping[field];
    const value = fields[field];
    if (name === undefined || value === undefined) return [];
    const property = entity.properties.get(name);
    if (!property) throw misfit("field-not-there");
    if (!property.isUpdatable || entity.keys.includes(name)) throw misfit("field-not-updatable");
    const isDate = property.type === "Edm.DateTime" && field === "validUntil";
    if (property.type !== "Edm.String" && !isDate) throw misfit("field-type");
    if (!isDate && property.maxLength !== null && (value ?? "").length > property.maxLength)
      throw misfit("field-too-short");
    return [{ field, name, isDate, value }];
  });
}
export type MappedField = {
  readonly field: WrittenField;
  readonly name: string;
  readonly isDate: boolean;
  readonly value: string | null;
};
