/** When a request came and by which way. All times are milliseconds since the epoch. */
export type Arrival =
  | {
      readonly via: "http" | "edge";
      /** The clock its signature is judged by: behind the edge, its first byte there. */
      readonly receivedAt: number;
      /** What its deadline counts from: somebody has been waiting since then. */
      readonly startedAt: number;
    }
  | { readonly via: "refused"; readonly code: "forged-edge" | "stale-edge" };

/** Says when a request came. `at`: the moment its first byte was read here. */
export type ArrivalCheck = (request: {
  readonly headers: { get(name: string): string | null };
  readonly raw: Uint8Array;
  readonly at: number;
}) => Promise<Arrival>;

/** A desk with no edge in front: what came, came now, whatever its headers say. */
export const arrivedDirectly: ArrivalCheck = async ({ at }) => ({ via: "http", receivedAt: at, startedAt: at });
