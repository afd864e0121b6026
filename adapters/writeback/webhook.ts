import { cloudEvent, type EventContext } from "./cloud-event.ts";
import { faultOf, treat } from "./fault-of.ts";
import type { Transport } from "./transport.ts";
import { signedHeaders } from "./webhook-signature.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { WriteBackTarget } from "../../core/ports/writeback.ts";
import { checkHash, previewOf } from "../../core/writeback/diff.ts";

export type WebhookOptions = {
  readonly id: string;
  readonly url: URL;
  /** The newest first; every one signs. At least one. */
  readonly secrets: readonly Uint8Array[];
  readonly thin: boolean;
  readonly tenant: string;
  readonly environment: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly checkpoint: () => Promise<string | null>;
};

/** Standard Webhooks: tries at 0, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h. */
export const WEBHOOK_SCHEDULE: readonly number[] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map(
  (seconds) => seconds * 1000,
);

/** A receiver of signed messages. It cannot be read: it drops a second message of one `webhook-id` by itself. */
export function createWebhook(options: WebhookOptions): WriteBackTarget {
  const { id, url, secrets, transport, clock } = options;

  const contextNow = async (): Promise<EventContext> => ({
    tenant: options.tenant,
    environment: options.environment,
    time: clock.instant(),
    checkpoint: await options.checkpoint(),
    thin: options.thin,
  });

  return {
    settle: "keyed",
    preview: async (record, fields, { purpose, known }) =>
      previewOf({ target: id, record, purpose }, { current: known, version: null }, fields),
    async send(diff, hash, key) {
      checkHash(diff, hash);
      const body = cloudEvent(diff, key, await contextNow());
      const answer = await transport({
        method: "POST",
        url,
        headers: {
          "content-type": "application/cloudevents+json; charset=utf-8",
          "user-agent": "export-desk",
          ...signedHeaders({ id: key, atMs: clock.now(), body }, secrets),
        },
        body,
      });
      const treatment = treat(answer, "any");
      if (treatment === "done-after-read-back") return;
      // Queued at the receiver is received: Standard Webhooks takes every 2xx for an acknowledgement.
      if (answer.status === 202 && !answer.isCut) return;
      throw faultOf(answer, treatment, clock.now());
    },
    readBack: async () => "unreadable",
  };
}
