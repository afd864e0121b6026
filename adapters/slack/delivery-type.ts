/** The five things that are read before a delivery is stored, how it is answered, and its lane. */
export type SlackDelivery = {
  /** Workspace (T…), or organisation (E…) of an org-wide installation. */
  readonly installation: string;
  /** Dedup key of engineering-decisions §5. */
  readonly key: string;
  readonly kind: string;
  readonly user: string | null;
  /** Seconds since the epoch: the event's own time, else null. */
  readonly time: number | null;
  readonly mode: "now" | "later";
  /** What must not run side by side: one message, one card. Null: nothing else. */
  readonly subject: string | null;
};
