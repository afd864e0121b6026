import { createHttpTransport } from "../../../adapters/writeback/http-transport.ts";
import type { SapProductOptions } from "../../../adapters/writeback/sap-product.ts";
import type { WebhookOptions } from "../../../adapters/writeback/webhook.ts";
import { createSteadyClock } from "../../fakes/steady-clock.ts";
import { SAP_USER } from "../../fakes/sap-gateway.ts";

export const SECRET = new Uint8Array(32).fill(9);
export const CHECKPOINT = "export-desk/acme-example\n12\nroot\n\n— export-desk/acme-example signature\n";

export const WEBHOOK: Omit<WebhookOptions, "url" | "transport"> = {
  id: "erp",
  secrets: [SECRET],
  thin: false,
  tenant: "acme-example",
  environment: "test",
  clock: createSteadyClock(),
  checkpoint: async () => CHECKPOINT,
};

export const SAP_FIELDS = {
  eccn: "YY1_ECCN_PRD",
  paragraph: "YY1_Paragraph_PRD",
  caseNumber: "YY1_ExportCase_PRD",
  validUntil: "YY1_ValidUntil_PRD",
  hold: "YY1_Hold_PRD",
} as const;

export function sapOptions(root: string): Omit<SapProductOptions, "clock"> {
  const rules = { privateNetwork: false, plainLoopback: true };
  return {
    id: "item-master",
    root,
    authorization: `Basic ${Buffer.from(`${SAP_USER.ITEM_MASTER_USER}:${SAP_USER.ITEM_MASTER_PASSWORD}`).toString("base64")}`,
    client: "100",
    entity: "A_Product",
    key: "Product",
    keys: {},
    fields: SAP_FIELDS,
    method: "PATCH",
    transport: createHttpTransport({ ...rules, timeoutMs: 2000 }),
    metadataTransport: createHttpTransport({ ...rules, mostBytes: 10_000_000 }),
  };
}
