import { APP_ID, TENANT } from "./fake-microsoft.ts";

export const CHANNEL = "19:00fakechannel@thread.tacv2";
export const BOT = { id: `28:${APP_ID}`, name: "Export Desk" };
export const USER = { id: "29:fake-user", name: "Reviewer", aadObjectId: "00000000-0000-4000-8000-0000000000a1" };

type Changes = Record<string, unknown>;

export const aMessage = (changes: Changes = {}) => ({
  type: "message",
  id: "1700000000001",
  channelId: "msteams",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  timestamp: "2026-11-24T09:12:00.000Z",
  from: USER,
  recipient: BOT,
  conversation: { id: "a:personal-chat", conversationType: "personal", tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  textFormat: "plain",
  text: "Can we send samples to Acme Example GmbH in Germany?",
  ...changes,
});

const AT = { type: "mention", mentioned: BOT, text: "<at>Export Desk</at>" };

export const aChannelMessage = (changes: Changes = {}) =>
  aMessage({
    conversation: {
      id: `${CHANNEL};messageid=1700000000001`,
      conversationType: "channel",
      isGroup: true,
      tenantId: TENANT,
    },
    channelData: {
      tenant: { id: TENANT },
      team: { id: "19:00faketeam@thread.tacv2" },
      channel: { id: CHANNEL, type: "standard" },
    },
    text: "<at>Export Desk</at>&nbsp;is the AD-7 controlled?\r\n",
    entities: [AT],
    ...changes,
  });

export const aClick = (data: unknown, changes: Changes = {}) =>
  aMessage({
    type: "invoke",
    name: "adaptiveCard/action",
    id: "f:00000000-0000-4000-8000-00000000c11c",
    replyToId: "1700000000009",
    text: undefined,
    value: { action: { type: "Action.Execute", verb: "approve", data }, trigger: "manual" },
    ...changes,
  });

export const bytes = (activity: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(activity));
