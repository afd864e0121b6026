import type { ConnectorClientOptions } from "botframework-connector";
import { callOnce, type Fetch } from "./call.ts";

type ConnectorHttp = NonNullable<ConnectorClientOptions["httpClient"]>;

/**
 * The wire of the SDK's connector: one request, no redirects, a time limit. Its own client sends a post up to four
 * times on 429 and 5xx, which would put a card in a channel twice; here the outbox row alone decides on another try.
 */
export const createConnectorHttp = (fetch: Fetch): ConnectorHttp => ({
  async sendRequest(request) {
    const body = typeof request.body === "string" ? { body: request.body } : {};
    const headers = Object.fromEntries(request.headers.headersArray().map(({ name, value }) => [name, value]));
    const answer = await callOnce(fetch, request.url, { method: request.method, headers, ...body });
    const received = request.headers.clone();
    for (const name of received.headerNames()) received.remove(name);
    for (const [name, value] of answer.headers) received.set(name, value);
    return { request, status: answer.status, headers: received, bodyAsText: await answer.text() };
  },
});
