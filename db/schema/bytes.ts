import { customType } from "drizzle-orm/sqlite-core";

/** A BLOB as a plain Uint8Array, so that no Buffer's extra methods or pooled memory leak into the domain. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "blob",
  toDriver: (value) => value,
  fromDriver: (value) => new Uint8Array(value),
});
