/** What one address of the edge makes of a request before anything is forwarded. */
export type Opened =
  | { readonly verdict: "refused"; readonly status: number; readonly code: string }
  | {
      readonly verdict: "open";
      readonly raw: Uint8Array;
      /** Whether the sender needs no answer of the desk, so that the request may wait in the queue. */
      readonly canWait: boolean;
      /** What the sender gets when nothing was stored. Never an acknowledgement. */
      readonly notReceived: () => Response;
      /** Tells the person apart from the reply, where the reply cannot. May reject. */
      readonly tell: (() => Promise<void>) | null;
    };

/** Reads and checks a request that came at `receivedAt` (milliseconds since the epoch). */
export type Door = (request: Request, receivedAt: number) => Promise<Opened>;
