/** Where tokens come from and who signs inbound requests: one set per Microsoft cloud; tests give a loopback one. */
export type TeamsEndpoints = {
  readonly tokenUrl: string;
  readonly loginUrl: string;
  readonly oauthScope: string;
  readonly tokenIssuer: string;
  readonly oauthUrl: string;
  readonly openIdMetadataUrl: string;
  readonly emulatorMetadataUrl: string;
  readonly callerId: string;
};

/** `local: true` is the explicit flag of the unauthenticated client: loopback, tenant `local`, no app id beside it. */
export type TeamsPortSettings = {
  readonly local: boolean;
  readonly appId: string;
  readonly appPassword: string;
  /** Entra tenant of the app registration (single tenant). */
  readonly appTenantId: string;
  /** `us-gov` is GCC High and DoD. Default `public`. */
  readonly cloud?: "public" | "us-gov";
  /** Instead of the cloud's own: all of them or none. */
  readonly endpoints?: TeamsEndpoints;
};

export const LOCAL_TEAMS: TeamsPortSettings = { local: true, appId: "", appPassword: "", appTenantId: "" };

/** The published endpoints of a cloud (Microsoft Learn, "Authentication with the Bot Connector API"). */
export function endpointsOf(cloud: "public" | "us-gov", appTenantId: string): TeamsEndpoints {
  if (cloud === "us-gov")
    return {
      loginUrl: `https://login.microsoftonline.us/${appTenantId}`,
      tokenUrl: `https://login.microsoftonline.us/${appTenantId}/oauth2/v2.0/token`,
      oauthScope: "https://api.botframework.us",
      tokenIssuer: "https://api.botframework.us",
      oauthUrl: "https://api.botframework.azure.us",
      openIdMetadataUrl: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
      emulatorMetadataUrl: `https://login.microsoftonline.us/${appTenantId}/v2.0/.well-known/openid-configuration`,
      callerId: "urn:botframework:azureusgov",
    };
  return {
    loginUrl: `https://login.microsoftonline.com/${appTenantId}`,
    tokenUrl: `https://login.microsoftonline.com/${appTenantId}/oauth2/v2.0/token`,
    oauthScope: "https://api.botframework.com",
    tokenIssuer: "https://api.botframework.com",
    oauthUrl: "https://api.botframework.com",
    openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
    emulatorMetadataUrl: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
    callerId: "urn:botframework:azure",
  };
}

/**
 * Refuses settings that would let anyone in: an empty app id switches botbuilder's authentication off without a word.
 * Throws an Error that names what is missing.
 */
export function checkSettings(settings: TeamsPortSettings): void {
  const named = {
    MICROSOFT_APP_ID: settings.appId,
    MICROSOFT_APP_PASSWORD: settings.appPassword,
    MICROSOFT_APP_TENANT_ID: settings.appTenantId,
  };
  const missing = Object.entries(named).flatMap(([name, value]) => (value.trim() === "" ? [name] : []));
  if (settings.local && missing.length < 3)
    throw new Error("The unauthenticated local Teams client and MICROSOFT_APP_ID exclude each other: unset one.");
  if (!settings.local && missing.length > 0)
    throw new Error(
      `Teams cannot start: ${missing.join(", ")} missing, and without an app id anyone could write to it.`,
    );
}
