import { hashBytes, type EditionSet } from "./edition-set.ts";
import { readComposedBundle } from "../rulebook-source.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { HeldPart } from "../../core/rulebook/editions/compose-rulebook.ts";
import { rulePartSchema, type RulePart } from "../../core/rulebook/editions/rule-part.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

export type TextRow = NonNullable<EditionSet["texts"]>[number];
type Editions = Pick<OpenedStores["admin"], "getEdition" | "putEdition">;

/** The rules of this program with these imported parts beside them, as one bundle. */
export const bundleWith = ({ admin }: { readonly admin: Editions }, texts: readonly TextRow[]): Promise<string> =>
  readComposedBundle(
    texts.map(({ hash }) => hash),
    () => Promise.all(texts.map(({ hash }) => readPart(admin, hash))),
  );

/** An imported part. Throws Refusal("not-found"), or an Error when its file is not what was stored. */
export async function readPart(admin: Editions, hash: Hash): Promise<HeldPart> {
  const { bytes } = await admin.getEdition(hash);
  return { hash, data: rulePartSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8"))) };
}

/** The bytes of a part and the hash it is known by: SHA-256 of its canonical JSON. */
export function encodePart(data: RulePart): { readonly hash: Hash; readonly bytes: Uint8Array } {
  const bytes = canonicalBytes(toJson(data));
  return { hash: hashBytes(bytes), bytes };
}

/** Left-out keys are left out. */
const toJson = (data: RulePart): Json => JSON.parse(JSON.stringify(data)) as Json;
