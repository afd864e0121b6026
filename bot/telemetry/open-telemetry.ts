import { createHmac } from "node:crypto";
import { BadSettings } from "../config/environment.ts";
import { SOFTWARE } from "../evidence/software.ts";
import { createTelemetry, silent } from "../../adapters/telemetry/telemetry.ts";
import type { Telemetry } from "../../core/ports/telemetry.ts";

export type OpenTelemetry = { readonly telemetry: Telemetry; readonly stop: () => Promise<void> };

/**
 * Telemetry to the collector of OTEL_EXPORTER_OTLP_ENDPOINT; without one nothing is loaded and nothing leaves. Throws
 * BadSettings for an address that is none.
 */
export async function openTelemetry(
  env: Readonly<Record<string, string | undefined>>,
  from: { readonly rootKey: Uint8Array; readonly environment: string },
): Promise<OpenTelemetry> {
  const key = createHmac("sha256", from.rootKey).update("telemetry-tenant").digest();
  const endpoint = env["OTEL_EXPORTER_OTLP_ENDPOINT"];
  if (endpoint === undefined || endpoint === "")
    return { telemetry: createTelemetry(silent(), key), stop: async () => undefined };
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ""))
    throw new BadSettings(
      `OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://127.0.0.1:4318; it is "${endpoint}".`,
    );
  const { startExport } = await import("../../adapters/telemetry/sdk.ts");
  const exporting = startExport({ endpoint, version: SOFTWARE.version, environment: from.environment });
  return { telemetry: createTelemetry(exporting, key), stop: () => exporting.stop() };
}
