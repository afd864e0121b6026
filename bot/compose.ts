import type { Hono } from "hono";
import { createApp, type Surface } from "./app.ts";
import { setDatesOn } from "../core/rulebook/editions/set-dates.ts";
import { aboutRows, factsOf } from "./about.ts";
import { BadSettings, type Settings } from "./config/environment.ts";
import { loadPolicy } from "./config/policy-file.ts";
import { readConfigFile } from "./config/read-file.ts";
import type { TenantPolicy } from "./config/tenant-schema.ts";
import type { Desk } from "./conversation/deps.ts";
import { planOf, type DigestPlan } from "./digest/managers.ts";
import { setDigestTimers } from "./digest/timer.ts";
import type { EditionSet } from "./editions/edition-set.ts";
import { createEvaluator, type RunningEvaluator } from "./evaluator/create-evaluator.ts";
import type { DeskFacts } from "./greeting.ts";
import { LOCAL_TENANT } from "./local-tenant.ts";
import { createLog } from "./log.ts";
import { openBuiltInRulebook } from "./rulebook-source.ts";
import { activateFor } from "./setup/activate.ts";
import { openHome, type Home } from "./setup/open-home.ts";
import { applyTenants } from "./setup/tenants.ts";
import { consoleSurface, openConsole } from "./surfaces/console.ts";
import { slackInstall, slackSocket, slackSurface, openSlack } from "./surfaces/slack.ts";
import { teamsSurface, openTeams } from "./surfaces/teams.ts";
import { measureIngress } from "./telemetry/ingress.ts";
import { observeHome } from "./telemetry/observe-home.ts";
import { observeEvaluator, observeMessenger, observeModel } from "./telemetry/observe-outside.ts";
import { observeWork } from "./telemetry/observe-work.ts";
import { openTelemetry } from "./telemetry/open-telemetry.ts";
import { readiness } from "./readiness.ts";
import { createTargets } from "./writeback/create-targets.ts";
import { createModelAccess } from "./work/model-access.ts";
import { createDealWords } from "./words/deal-words.ts";
import { createReadValue } from "./words/read-value.ts";
import { createDispatcherFor } from "./work/dispatcher-for.ts";
import { workHandlers } from "./work/handlers.ts";
import { startHousekeeping } from "./work/housekeeping.ts";
import type { Reception } from "./work/receive.ts";
import { createModel } from "../adapters/ai/model.ts";
import { createArrivalCheck } from "../adapters/edge/received.ts";
import { createDocuments } from "../adapters/files/documents.ts";
import { ENGINE } from "../core/engine.ts";
import { toTenantId, type TenantId } from "../core/ids.ts";
import type { Pins } from "../core/rulebook/pins.ts";
import { readReply } from "../core/releases/read-reply.ts";
import { readForm } from "../core/releases/read-form.ts";
import type { Policy } from "../core/routing/policy.ts";

export type RunningDesk = {
  readonly app: Hono;
  readonly desk: Desk;
  readonly home: Home;
  readonly facts: DeskFacts;
  /** Told by the server once it listens; the web desk answers only to its own address. */
  readonly listening: (port: number) => void;
  readonly stop: () => Promise<void>;
};

type Env = Readonly<Record<string, string | undefined>>;

/** The one place that wires the desk. Reads top to bottom: home, tenants, editions, surfaces, dispatcher. */
export async function compose(settings: Settings, env: Env): Promise<RunningDesk> {
  const log = createLog(env["LOG_LEVEL"] ?? "warn");
  const tenants = tenantsOf(settings, env);
  const policies = new Map(
    tenants.map((tenant): [TenantId, Policy] => [toTenantId(tenant.id), loadPolicy(tenant, settings.configFile)]),
  );
  const plans = new Map(
    tenants.map((tenant): [TenantId, DigestPlan | null] => [toTenantId(tenant.id), planOf(tenant)]),
  );
  const opened = await openHome(settings, env, log);
  const { telemetry, stop: stopTelemetry } = await openTelemetry(env, { rootKey: opened.rootKey, ...settings });
  const home = observeHome(opened, { telemetry, log });
  await applyTenants(home.stores, tenants, settings);
  const sets = new Map<TenantId, EditionSet>();
  for (const [tenant, policy] of policies) sets.set(tenant, await activateFor(home.stores, tenant, policy));
  const [first] = sets.values();
  if (!first) throw new BadSettings("The configuration names no tenant.");

  const training = settings.environment === "training";
  const evaluator = observeEvaluator(createEvaluator({ folder: home.editions, training }), telemetry);
  const rulebook = openBuiltInRulebook();
  const local = settings.local ? await openConsole(home, settings.home) : null;
  const slack = settings.slack ? openSlack(settings.slack, { home, log, desk: () => desk }) : null;
  const teams = settings.teams || settings.local ? openTeams(settings.teams, { home, log }) : null;
  const desk: Desk = {
    stores: home.stores,
    messengers: {
      ...(local ? { console: observeMessenger(local.messenger, "console", telemetry) } : {}),
      ...(slack ? { slack: observeMessenger(slack.messenger, "slack", telemetry) } : {}),
      ...(teams ? { teams: observeMessenger(teams.messenger, "teams", telemetry) } : {}),
    },
    documents: createDocuments(),
    evaluator,
    pinsOf: (tenant) => activePins(home, evaluator, tenant),
    writeBack: createTargets(tenants, { settings, env, home }),
    model: observeModel(settings.model ? createModelAccess(createModel(settings.model), tenants) : null, telemetry),
    policyOf: (tenant) => policyFor(policies, tenant),
    readValue: createReadValue(rulebook),
    readReply: (text, context) => readReply(text, context, rulebook),
    readForm: (inputs, today) => readForm(inputs, rulebook, today),
    deal: createDealWords(rulebook),
    clock: home.clock,
    ids: home.ids,
    log,
    digestOf: (tenant) => plans.get(tenant) ?? null,
    setWork: (tenant, row) => home.stores.work.put(tenant, row),
    kick: () => dispatcher.kick(),
    training,
    editions: home.editions,
  };
  const readers = {
    ...(local ? { console: local.reader } : {}),
    ...(slack ? { slack: slack.reader } : {}),
    ...(teams ? { teams: teams.reader } : {}),
  };
  const reception: Reception = { desk, inbox: home.stores.inbox, work: home.stores.work, readers };
  const dispatcher = createDispatcherFor(settings, {
    work: home.stores.work,
    handlers: observeWork(workHandlers(reception), telemetry),
    clock: home.clock,
    log,
  });

  let port = settings.port;
  const arrival = createArrivalCheck(settings.edgeSecret ?? null);
  const localTenant = tenants.find((tenant) => tenant.id === "local");
  const install = slack && slackInstall(slack, home, tenants);
  const surfaces: Surface[] = [
    ...(slack ? [{ name: "slack", app: slackSurface(slack, reception, arrival) }] : []),
    ...(install ? [{ name: "slack install", app: install }] : []),
    ...(teams ? [{ name: "teams", app: teamsSurface(teams, reception, { port: () => port, arrival }) }] : []),
    // Last: its gate refuses what is not this machine's own browser.
    ...(local && localTenant
      ? [
          {
            name: "console",
            app: consoleSurface({
              home,
              desk,
              reception,
              store: local.store,
              tenant: localTenant,
              about: async () => aboutRows(facts, settings),
              port: () => port,
            }),
          },
        ]
      : []),
  ];
  const dates = setDatesOn(rulebook, home.clock.lawDate("America/New_York"));
  const facts = factsOf({ home, set: first, tenants: tenants.length, entries: rulebook.entries.size, dates });
  const setTimers = (): Promise<void> => setDigestTimers(desk, home.stores.work, [...plans.keys()]);
  await setTimers();
  const socket = slack ? slackSocket(slack, reception) : null;
  socket?.start();
  dispatcher.start();
  const stopHousekeeping = startHousekeeping(home, log, setTimers);
  return {
    app: createApp(
      surfaces,
      () => readiness({ home, tenants: [...policies.keys()], dispatcher: () => dispatcher.health(), socket }),
      measureIngress(telemetry),
    ),
    desk,
    home,
    facts,
    listening(actual) {
      port = actual;
    },
    async stop() {
      stopHousekeeping();
      await socket?.stop();
      await dispatcher.stop();
      await evaluator.stop();
      await home.database.close();
      await stopTelemetry();
    },
  };
}

/** The file's tenants; without a file the local one. A bad file changes nothing: each mistake with file and line. */
function tenantsOf(settings: Settings, env: Env): readonly TenantPolicy[] {
  if (settings.configFile) {
    const read = readConfigFile(settings.configFile, env);
    if (!read.ok)
      throw new BadSettings(
        read.mistakes.map((mistake) => `${mistake.file}:${mistake.line}: ${mistake.at} ${mistake.says}`).join("\n"),
      );
    return read.config.tenants;
  }
  if (settings.local) return [LOCAL_TENANT];
  throw new BadSettings(
    "Slack or Teams is configured, but no desk.config.yaml says who the people are. See the README, “Connect”.",
  );
}

/** The set that is active for a tenant at this moment, made known to the evaluator. */
async function activePins(home: Home, evaluator: RunningEvaluator, tenant: TenantId): Promise<Pins> {
  const active = await home.stores.for(tenant).editions.active();
  if (!active) throw new Error(`no edition set is active for ${tenant}`);
  return { engine: ENGINE, editions: evaluator.know(active.json) };
}

function policyFor(policies: ReadonlyMap<TenantId, Policy>, tenant: TenantId): Policy {
  const policy = policies.get(tenant);
  if (!policy) throw new Error(`no policy for tenant ${tenant}`);
  return policy;
}
