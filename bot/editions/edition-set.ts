import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { toHash, type Hash } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { EditionPart } from "../../core/rulebook/pins.ts";

const hash = z.string().transform((text): Hash => toHash(text));

/** What is activated as one: rulebook, lists and policy by hash (engineering-decisions §11). Its own hash is the pin of every determination. */
const setSchema = z.strictObject({
  v: z.literal(1),
  rulebook: hash,
  /** Imported parts of the Code that stand in the rulebook; left out: none. */
  texts: z.array(z.strictObject({ part: z.string(), date: z.string(), hash })).optional(),
  lists: z.array(
    z.strictObject({
      list: z.string(),
      hash,
      date: z.string().nullable(),
      entries: z.int(),
      status: z.enum(["whole", "short", "superseded", "demonstration"]),
    }),
  ),
  /** What a hit on each list means, and the affiliates switch (rules/list-effects), as canonical JSON. */
  listRules: hash,
  policy: hash,
});
export type EditionSet = z.infer<typeof setSchema>;

/** Throws a ZodError for anything else than a set of this form. */
export const parseEditionSet = (json: Json): EditionSet => setSchema.parse(json);

export const toSetJson = ({ texts = [], ...set }: EditionSet): JsonObject => ({
  ...set,
  ...(texts.length > 0 ? { texts: texts.map((row) => ({ ...row })) } : {}),
  lists: set.lists.map((row) => ({ ...row })),
});

export const setHash = (set: EditionSet): Hash => hashBytes(canonicalBytes(toSetJson(set)));

export const hashBytes = (bytes: Uint8Array): Hash => toHash(createHash("sha256").update(bytes).digest("hex"));

/** The parts of a set as answers print them, with the rulebook's own parts first. */
export const partsOf = (set: EditionSet, rulebook: readonly EditionPart[]): readonly EditionPart[] => [
  ...rulebook,
  ...set.lists.map((row): EditionPart => ({
    part: `list/${row.list}`,
    date: toPartDate(row.date),
    hash: row.hash,
    basis: "text",
    ...(row.status === "whole" ? {} : { note: row.status }),
  })),
];

const toPartDate = (date: string | null): EditionPart["date"] => date as EditionPart["date"];
