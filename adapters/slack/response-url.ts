import { AdapterFault } from "../../core/ports/messenger.ts";

const TIMEOUT = 5000;
const HOSTS: ReadonlySet<string> = new Set(["hooks.slack.com", "hooks.slack-gov.com"]);

/** Says a text, or a whole answer of ours, to the one who acted, through the address that Slack gave with the act. */
export type Respond = (responseUrl: string, said: string | object) => Promise<void>;

/**
 * Tells the person who clicked or typed; the message itself stays. Only Slack's own hosts are called, or the very origin
 * that SLACK_API_URL names. Throws AdapterFault("wrong-host") for any other, `http-<status>` when Slack refuses.
 */
export function createResponder(call: typeof fetch, apiUrl: string = "https://slack.com/api/"): Respond {
  const own = new URL(apiUrl).origin;
  return async (responseUrl, said) => {
    const url = URL.canParse(responseUrl) ? new URL(responseUrl) : null;
    const isSlack = url?.protocol === "https:" && HOSTS.has(url.host);
    if (url === null || (!isSlack && url.origin !== own)) throw new AdapterFault("wrong-host", true);
    const answer = typeof said === "string" ? { text: said } : said;
    const response = await call(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...answer }),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.body?.cancel();
    if (!response.ok) throw new AdapterFault(`http-${response.status}`, true);
  };
}
