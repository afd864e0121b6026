const ROLE_NAMES: Readonly<Record<string, string>> = {
  "trade-compliance": "trade compliance",
  legal: "legal",
  engineering: "engineering",
  security: "security",
  "export-control-officer": "the export control officer",
};

/** A role as people say it. */
export const roleName = (role: string): string => ROLE_NAMES[role] ?? role.replaceAll("-", " ");
