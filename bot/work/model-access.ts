import type { EgressPolicy } from "../../core/adjudication/egress.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Model } from "../../core/ports/model.ts";
import type { TenantPolicy } from "../config/tenant-schema.ts";

/** What a tenant lets a model see. `published`: SHA-256 of files it declared to be published. */
export type TenantEgress = { readonly policy: EgressPolicy; readonly published: ReadonlySet<string> };
export type ModelAccess = { readonly model: Model; readonly egressOf: (tenant: TenantId) => TenantEgress };

/** Without a word in the configuration only published files go; an unknown tenant sends nothing. */
const DEFAULT: EgressPolicy = "public-only";

/** The model with each tenant's egress policy. */
export function createModelAccess(model: Model, tenants: readonly TenantPolicy[]): ModelAccess {
  const egress = new Map(
    tenants.map((tenant): [string, TenantEgress] => [
      tenant.id,
      { policy: tenant.egress ?? DEFAULT, published: new Set(tenant.published ?? []) },
    ]),
  );
  return { model, egressOf: (tenant) => egress.get(tenant) ?? { policy: "none", published: new Set() } };
}
