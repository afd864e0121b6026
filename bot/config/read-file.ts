import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { secret } from "./environment.ts";
import { secretNames } from "./target-schema.ts";
import { configSchema, type FileConfig } from "./tenant-schema.ts";
import { checkUrl } from "../../adapters/writeback/address-rules.ts";
import { readSecret } from "../../adapters/writeback/webhook-signature.ts";

export type Mistake = { readonly file: string; readonly line: number; readonly at: string; readonly says: string };
export type ReadConfig =
  | { readonly ok: true; readonly config: FileConfig }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Reads a config file. Names every mistake with file and line; a bad file changes nothing. With `env`, a secret that a
 * target names and that is not there, or is not usable, is a mistake too: at the line that names it.
 */
export function readConfigFile(file: string, env?: Env): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: true });
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.map((error) => ({
        file,
        line: error.linePos?.[0].line ?? 0,
        at: "",
        says: error.message.split("\n")[0] ?? error.code,
      })),
    };
  const parsed = configSchema.safeParse(document.toJS());
  if (!parsed.success)
    return { ok: false, mistakes: parsed.error.issues.map((issue) => mistakeOf(file, { document, lines, issue })) };
  const source = { document, lines };
  const mistakes = [
    ...doubleMistakes(file, parsed.data, source),
    ...digestMistakes(file, parsed.data, source),
    ...addressMistakes(file, parsed.data, source),
    ...(env ? secretMistakes(file, parsed.data, { ...source, env }) : []),
  ];
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, config: parsed.data };
}

type Env = Readonly<Record<string, string | undefined>>;

/** A target's address that the desk would refuse to call, wherever it runs. */
const addressMistakes = (file: string, config: FileConfig, source: Source): readonly Mistake[] =>
  config.tenants.flatMap((tenant, t) =>
    (tenant.targets ?? []).flatMap((target, n) => {
      if (target.kind === "file" || mayCall(new URL(target.url), target["private-network"])) return [];
      const at = ["tenants", t, "targets", n, "url"];
      const says =
        "the desk calls https addresses outside private networks only (private-network: true allows your own; http is for 127.0.0.1 in tests)";
      return [{ file, line: lineAt(source, at), at: at.join("."), says }];
    }),
  );

function mayCall(url: URL, privateNetwork: boolean): boolean {
  try {
    checkUrl(url, { privateNetwork, plainLoopback: true });
    return true;
  } catch {
    return false;
  }
}

/** The names of secrets may be said; what they hold may not. */
function secretMistakes(
  file: string,
  config: FileConfig,
  { env, ...source }: Source & { readonly env: Env },
): readonly Mistake[] {
  return config.tenants.flatMap((tenant, t) =>
    (tenant.targets ?? []).flatMap((target, n) =>
      secretNames(target).flatMap(({ name, path }) => {
        const value = secret(env, name);
        const isUsable = value !== null && (target.kind !== "webhook" || readSecret(value) !== null);
        if (isUsable) return [];
        const at = ["tenants", t, "targets", n, ...path];
        const says =
          value === null
            ? `the environment variable ${name} is not set (nor ${name}_FILE)`
            : `${name} is no webhook secret: whsec_ and the base64 of 24 to 64 bytes`;
        return [{ file, line: lineAt(source, at), at: at.join("."), says }];
      }),
    ),
  );
}

type Source = { readonly document: Document; readonly lines: LineCounter };

function mistakeOf(file: string, what: Source & { readonly issue: z.core.$ZodIssue }): Mistake {
  const path = what.issue.path.filter((part) => typeof part !== "symbol");
  return { file, line: lineAt(what, path), at: path.join("."), says: what.issue.message };
}

/** The line of the deepest part of the path that exists. */
function lineAt(source: Source, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = source.document.getIn(path.slice(0, length), true);
    const range =
      typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? node.range[0] : null;
    if (typeof range === "number") return source.lines.linePos(range).line;
  }
  return 1;
}

/** One person, one identity, one workspace: said twice it would be two answers to "who is this?". */
function doubleMistakes(file: string, config: FileConfig, source: Source): readonly Mistake[] {
  const seen = new Map<string, string>();
  const mistakes: Mistake[] = [];
  const claim = (key: string, path: readonly (string | number)[]): void => {
    const before = seen.get(key);
    if (before)
      mistakes.push({
        file,
        line: lineAt(source, path),
        at: path.join("."),
        says: `${key} is already used at ${before}`,
      });
    seen.set(key, path.join("."));
  };
  for (const [t, tenant] of config.tenants.entries()) {
    claim(`tenant ${tenant.id}`, ["tenants", t, "id"]);
    if (tenant.slack) claim(`Slack workspace ${tenant.slack.team}`, ["tenants", t, "slack", "team"]);
    if (tenant.teams) claim(`Teams tenant ${tenant.teams.tenant}`, ["tenants", t, "teams", "tenant"]);
    for (const [n, target] of (tenant.targets ?? []).entries())
      claim(`target ${tenant.id}/${target.id}`, ["tenants", t, "targets", n, "id"]);
    for (const [p, person] of tenant.people.entries()) {
      claim(`person ${tenant.id}/${person.id}`, ["tenants", t, "people", p, "id"]);
      if (person.slack) claim(`Slack user ${tenant.id}/${person.slack}`, ["tenants", t, "people", p, "slack"]);
      if (person.teams) claim(`Teams user ${tenant.id}/${person.teams}`, ["tenants", t, "people", p, "teams"]);
    }
  }
  return mistakes;
}

/** A digest to nobody, of nobody's deals or to nowhere would be silence that looks like good news. */
function digestMistakes(file: string, config: FileConfig, source: Source): readonly Mistake[] {
  return config.tenants.flatMap((tenant, t) =>
    (tenant.digest?.managers ?? []).flatMap((manager, m): readonly Mistake[] => {
      const path = ["tenants", t, "digest", "managers", m] as const;
      const person = tenant.people.find(({ id }) => id === manager.person);
      const divisions = new Set(tenant.people.flatMap(({ division }) => division ?? []));
      const empty = (manager.divisions ?? []).filter((division) => !divisions.has(division));
      const place = manager.place === undefined || Object.hasOwn(tenant.places, manager.place);
      const says = [
        ...(person ? [] : [`${manager.person} is none of the people`]),
        ...empty.map((division) => `no person has the division ${division}`),
        ...(place ? [] : [`there is no place ${manager.place}`]),
        ...(person && manager.place === undefined && !person.slack && !person.teams && !person.console
          ? [`${manager.person} has no account to send to; link one or name a place`]
          : []),
      ];
      return says.map((text) => ({ file, line: lineAt(source, path), at: path.join("."), says: text }));
    }),
  );
}
