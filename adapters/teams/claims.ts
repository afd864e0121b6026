import { z } from "zod";
import type { Json } from "../../core/json.ts";

const claimsSchema = z.strictObject({
  /** `bearer`: a Bot Framework token was verified at ingress. `local`: the unauthenticated client. */
  by: z.enum(["bearer", "local"]),
  audience: z.string(),
  callerId: z.string().nullable(),
  claims: z.array(z.strictObject({ type: z.string(), value: z.string() })),
});

/** What was proved at ingress, without the token: stored with the row, so that it can be replayed a day later. */
export type TeamsClaims = z.infer<typeof claimsSchema>;

/** Claims as stored. Throws a ZodError for any other shape: a row without proof is never replayed. */
export const parseClaims = (json: Json): TeamsClaims => claimsSchema.parse(json);
