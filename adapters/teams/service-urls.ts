/** Hosts of the Bot Connector for Teams: public cloud, GCC, GCC High and DoD (Microsoft Learn, "Send proactive messages"). */
export const TEAMS_SERVICE_HOSTS: readonly string[] = [
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
];

/** Hosts of pre-authenticated downloads: OneDrive and SharePoint of each cloud. */
export const TEAMS_FILE_HOSTS: readonly string[] = [
  "sharepoint.com",
  "sharepoint.us",
  "sharepoint-mil.us",
  "sharepoint.cn",
];

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether the desk may call this address. */
export type UrlRule = (url: string) => boolean;

const parsed = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);
const plain = (url: URL): boolean => url.username === "" && url.password === "";

/** https on one of the hosts (exactly), default port, no credentials in it. */
export const onHosts =
  (hosts: readonly string[]): UrlRule =>
  (url) => {
    const at = parsed(url);
    return at !== null && at.protocol === "https:" && at.port === "" && plain(at) && hosts.includes(at.hostname);
  };

/** https on one of the domains or below it. */
export const underDomains =
  (domains: readonly string[]): UrlRule =>
  (url) => {
    const at = parsed(url);
    if (at === null || at.protocol !== "https:" || at.port !== "" || !plain(at)) return false;
    return domains.some((domain) => at.hostname === domain || at.hostname.endsWith(`.${domain}`));
  };

/** This machine only: the local client, and tests. */
export const onLoopback: UrlRule = (url) => {
  const at = parsed(url);
  return at !== null && /^https?:$/.test(at.protocol) && plain(at) && LOOPBACK.has(at.hostname);
};
