import { CloudAdapter, type ConversationParameters, TeamsInfo, type TurnContext } from "botbuilder";
import {
  AuthenticationConfiguration,
  type AuthenticateRequestResult,
  type BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
} from "botframework-connector";
import type { Fetch } from "./call.ts";
import type { TeamsActivity } from "./activity.ts";
import type { TeamsClaims } from "./claims.ts";
import { createConnectorHttp } from "./connector-http.ts";
import { FetchCredentials, NoCredentials } from "./credentials.ts";
import { toAdapterFault } from "./faults.ts";
import { ROSTER_PAGE } from "./limits.ts";
import { quietAuthentication } from "./quiet.ts";
import { splitConversation, type Reference } from "./reference.ts";
import { checkSettings, endpointsOf, type TeamsPortSettings } from "./settings.ts";
import { toBotActivity, toBotReference, toMember, type Member, type OutActivity } from "./sdk-shapes.ts";

/** Where a message came to stand. Plain JSON; `id` and `conversation` find it again for an update. */
export type TeamsRemote = { readonly id: string; readonly conversation: string };
type StartTo = { readonly user: string } | { readonly channel: string };

/** Microsoft's SDK behind plain JSON. Every method but `authenticate` throws AdapterFault. */
export type TeamsPort = {
  /** Once, at ingress: signature, issuer, audience, expiry, endorsement, serviceUrl. Throws Unauthorised. */
  authenticate(authorization: string, activity: TeamsActivity): Promise<TeamsClaims>;
  /** A stored activity through botbuilder's pipeline without its token. `logic` may ask who the members are. */
  replay<T>(claims: TeamsClaims, activity: TeamsActivity, logic: (turn: TeamsTurn) => Promise<T>): Promise<T>;
  /** A new message in a conversation (a channel's thread or a chat). */
  send(reference: Reference, activity: OutActivity): Promise<TeamsRemote>;
  update(reference: Reference, remote: TeamsRemote, activity: OutActivity): Promise<void>;
  /** A new thread in a channel, or the chat with one person, beginning with this message. */
  start(reference: Reference, to: StartTo, activity: OutActivity): Promise<TeamsRemote>;
  /** One member of the reference's conversation, by Teams or Entra id. */
  member(reference: Reference, user: string): Promise<Member>;
};
export type TeamsTurn = {
  member(user: string): Promise<Member>;
  /** One page of members and where the next begins, or null. */
  members(next: string | null): Promise<{ readonly members: readonly Member[]; readonly next: string | null }>;
};

/** The request is not proved to come from Teams. The reason goes to the log, never to the caller. */
class Unauthorised extends Error {}

/** `processActivity` is protected; this is all that is needed of the adapter's inside. */
class PipelineAdapter extends CloudAdapter {
  async run(
    proof: AuthenticateRequestResult,
    activity: TeamsActivity,
    logic: (turn: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.processActivity(proof, toBotActivity(activity), logic);
  }
}

export type TeamsPortDeps = { readonly fetch: Fetch; readonly now: () => number };

/** Throws an Error when no app id is set and the local client is not asked for by its explicit flag. */
export function createTeamsPort(settings: TeamsPortSettings, deps: TeamsPortDeps): TeamsPort {
  checkSettings(settings);
  quietAuthentication();
  const ends = settings.endpoints ?? endpointsOf(settings.cloud ?? "public", settings.appTenantId);
  const app = { appId: settings.appId, appPassword: settings.appPassword, tokenUrl: ends.tokenUrl };
  const authentication = BotFrameworkAuthenticationFactory.create(
    "",
    true,
    ends.loginUrl,
    ends.oauthScope,
    ends.tokenIssuer,
    ends.oauthUrl,
    ends.openIdMetadataUrl,
    ends.emulatorMetadataUrl,
    ends.callerId,
    settings.local ? new NoCredentials() : new FetchCredentials(app, deps.fetch, deps.now),
    new AuthenticationConfiguration(),
    undefined,
    { httpClient: createConnectorHttp(deps.fetch) },
  );
  const adapter = new PipelineAdapter(authentication);
  const within = inConversation(adapter, settings.appId);
  const open: OpenConversation = (serviceUrl, asked, logic) =>
    outcome((run) =>
      adapter.createConversationAsync(settings.appId, "msteams", serviceUrl, ends.oauthScope, asked, async (turn) =>
        run(logic(turn)),
      ),
    );
  return {
    authenticate: (authorization, activity) =>
      authenticate(authentication, { settings, issuer: ends.tokenIssuer }, { authorization, activity }),
    replay: (claims, activity, logic) =>
      outcome((run) =>
        adapter.run(toProof(authentication, claims), activity, async (turn) => run(logic(toTurn(turn)))),
      ),
    send: (reference, activity) =>
      within(reference, async (turn) => {
        const [sent] = await adapter.sendActivities(turn, [addressed(turn, activity)]);
        return { id: sent?.id ?? "", conversation: reference.conversation.id };
      }),
    update: (reference, remote, activity) =>
      within({ ...reference, conversation: { ...reference.conversation, id: remote.conversation } }, async (turn) => {
        await turn.updateActivity({ ...toBotActivity(activity), id: remote.id });
      }),
    start: (reference, to, activity) => start(open, { reference, to, activity }),
    member: (reference, user) => within(reference, (turn) => toTurn(turn).member(user)),
  };
}

type Within = <T>(reference: Reference, logic: (turn: TurnContext) => Promise<T>) => Promise<T>;

const inConversation =
  (adapter: PipelineAdapter, appId: string): Within =>
  (reference, logic) =>
    outcome((run) =>
      adapter.continueConversationAsync(appId, toBotReference(reference), async (turn) => run(logic(turn))),
    );

/** Runs botbuilder's callback style and hands out what the callback made, or the fault it met. */
async function outcome<T>(step: (run: (result: Promise<T>) => Promise<void>) => Promise<void>): Promise<T> {
  const made: T[] = [];
  try {
    await step(async (result) => {
      made.push(await result);
    });
  } catch (error) {
    throw toAdapterFault(error);
  }
  if (made.length !== 1) throw toAdapterFault(new Error("the turn ran no logic"));
  return toMade(made);
}
const toMade = <T>(made: readonly T[]): T => made[0] as T;

async function authenticate(
  authentication: BotFrameworkAuthentication,
  expected: { readonly settings: TeamsPortSettings; readonly issuer: string },
  request: { readonly authorization: string; readonly activity: TeamsActivity },
): Promise<TeamsClaims> {
  const proof = await authentication
    .authenticateRequest(toBotActivity(request.activity), request.authorization)
    .catch((error: unknown) => {
      throw new Unauthorised(error instanceof Error ? error.message.slice(0, 120) : "refused");
    });
  const { claims } = proof.claimsIdentity;
  if (!expected.settings.local) {
    // Tokens of the emulator and of skills pass botbuilder too, and skip its serviceUrl check. Teams uses neither.
    if (proof.claimsIdentity.getClaimValue("iss") !== expected.issuer) throw new Unauthorised("issuer");
    if (proof.claimsIdentity.getClaimValue("serviceurl") !== request.activity.serviceUrl)
      throw new Unauthorised("serviceUrl");
  }
  return {
    by: expected.settings.local ? "local" : "bearer",
    audience: proof.audience,
    callerId: proof.callerId ?? null,
    claims: claims.map(({ type, value }) => ({ type, value: String(value) })),
  };
}

/** What `authenticate` proved, in botbuilder's own form, with the means to answer under our own token. */
function toProof(authentication: BotFrameworkAuthentication, claims: TeamsClaims): AuthenticateRequestResult {
  const claimsIdentity = new ClaimsIdentity([...claims.claims], claims.by === "local" ? "anonymous" : true);
  return {
    audience: claims.audience,
    ...(claims.callerId === null ? {} : { callerId: claims.callerId }),
    claimsIdentity,
    connectorFactory: authentication.createConnectorFactory(claimsIdentity),
  };
}

const toTurn = (turn: TurnContext): TeamsTurn => ({
  member: async (user) => toMember(await TeamsInfo.getMember(turn, user)),
  members: async (next) => {
    const page = await TeamsInfo.getPagedMembers(turn, ROSTER_PAGE, next ?? undefined);
    return { members: page.members.map(toMember), next: page.continuationToken || null };
  },
});

/**
 * Addressed by hand: `turn.sendActivity` would make it a reply to the turn's own activity, which in a proactive turn
 * is an id the SDK made up.
 */
function addressed(turn: TurnContext, activity: OutActivity): ReturnType<typeof toBotActivity> {
  const { channelId, serviceUrl, conversation, recipient } = turn.activity;
  return { ...toBotActivity(activity), channelId, serviceUrl, conversation, from: recipient };
}

type Start = { readonly reference: Reference; readonly to: StartTo; readonly activity: OutActivity };

/** A channel's thread begins with its message; the chat with a person is opened (or found) first, then written to. */
async function start(open: OpenConversation, { reference, to, activity }: Start): Promise<TeamsRemote> {
  const tenantId = reference.conversation.tenantId ?? "";
  const bot = { id: reference.bot.id, name: reference.bot.name ?? "" };
  const channelData = { tenant: { id: tenantId }, ...("channel" in to ? { channel: { id: to.channel } } : {}) };
  if ("user" in to) {
    const asked = { bot, tenantId, isGroup: false, members: [{ id: to.user, name: "" }], channelData };
    return open(reference.serviceUrl, toParameters(asked), async (turn) => {
      const [sent] = await turn.adapter.sendActivities(turn, [addressed(turn, activity)]);
      return { id: sent?.id ?? "", conversation: turn.activity.conversation.id };
    });
  }
  const asked = { bot, tenantId, isGroup: true, channelData, activity: toBotActivity(activity) };
  return open(reference.serviceUrl, toParameters(asked), async (turn) => {
    const conversation = turn.activity.conversation.id;
    return { id: splitConversation(conversation).root ?? "", conversation };
  });
}

type OpenConversation = <T>(
  serviceUrl: string,
  asked: ConversationParameters,
  logic: (turn: TurnContext) => Promise<T>,
) => Promise<T>;
const toParameters = (asked: object): ConversationParameters => asked as ConversationParameters;
