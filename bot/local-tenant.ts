import type { TenantPolicy } from "./config/tenant-schema.ts";

const person = (id: string, name: string, roles: readonly string[]) => ({
  id,
  name,
  roles: [...roles],
  console: id,
  teams: undefined,
  slack: undefined,
});
const pane = (id: string) => ({ platform: "console" as const, channel: id });

/** The tenant of the web desk: roles for people, one pane a reviewers' channel. It exists on this machine only. */
export const LOCAL_TENANT: TenantPolicy = {
  id: "local",
  mode: "assist",
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  digest: {
    day: "monday",
    hour: 8,
    managers: [{ person: "export-control-officer", place: "reviewers-officer" }],
  },
  people: [
    person("sales-engineer", "sales engineer", []),
    person("trade-compliance-reviewer", "trade compliance reviewer", ["trade-compliance"]),
    person("legal-reviewer", "legal reviewer", ["legal"]),
    person("engineering-reviewer", "engineering reviewer", ["engineering"]),
    person("security-reviewer", "security reviewer", ["security"]),
    person("export-control-officer", "export control officer", ["export-control-officer"]),
  ],
  places: {
    "reviewers-trade-compliance": pane("reviewers-trade-compliance"),
    "reviewers-legal": pane("reviewers-legal"),
    "reviewers-engineering": pane("reviewers-engineering"),
    "reviewers-security": pane("reviewers-security"),
    "reviewers-officer": pane("reviewers-officer"),
  },
};
