import { AdapterFault } from "../../core/ports/messenger.ts";

const TIMEOUT = 5000;
const HOSTS: ReadonlySet<string> = new Set(["hooks.slack.com", "hooks.slack-gov.com"]);

/**
 * Tells the person who clicked, through the address Slack gave with the click; the message itself stays. Only Slack's
 * own hosts are called. Throws AdapterFault("wrong-host") for any other, `http-<status>` when Slack refuses.
 */
export function createResponder(call: typeof fetch): (responseUrl: string, text: string) => Promise<void> {
  return async (responseUrl, text) => {
    const url = URL.canParse(responseUrl) ? new URL(responseUrl) : null;
    if (url?.protocol !== "https:" || !HOSTS.has(url.host)) throw new AdapterFault("wrong-host", true);
    const response = await call(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: false, text }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) throw new AdapterFault(`http-${response.status}`, true);
  };
}
