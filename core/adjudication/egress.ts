import type { Hash } from "../ids.ts";
import type { SourceText } from "../item/document.ts";
import { dataClassOf } from "./data-class.ts";
import type { DataClass } from "./data-class.ts";
import { redactSource } from "./redact.ts";

/** What of a tenant's data may be sent to a model (DESIGN §8). */
export const EGRESS_POLICIES = ["none", "public-only", "redacted", "all"] as const;
export type EgressPolicy = (typeof EGRESS_POLICIES)[number];

export type EgressRules = {
  readonly policy: EgressPolicy;
  /** The vendor's own endpoint; false: one that the operator named. */
  readonly hosted: boolean;
  /** Blobs the tenant declared to be published. */
  readonly published: ReadonlySet<Hash>;
  /** The case is about ITAR, technology or another restricted thing: everything in it counts as marked. */
  readonly restricted: boolean;
  /** Parties, places and people of the deal: covered under `redacted`. */
  readonly names: readonly string[];
};

/** What goes and what stays, by alias. Stands in the evidence of each send. */
export type EgressDecision = {
  readonly policy: EgressPolicy;
  readonly host: string;
  readonly hosted: boolean;
  readonly sent: readonly { readonly source: string; readonly dataClass: DataClass; readonly redacted: boolean }[];
  readonly withheld: readonly { readonly source: string; readonly dataClass: DataClass }[];
};

/** A source that may be sent, under the alias the model sees. */
export type Sendable = {
  readonly alias: string;
  readonly source: SourceText;
  readonly dataClass: DataClass;
  readonly redacted: boolean;
};
export type SortedSources = {
  readonly sendable: readonly Sendable[];
  readonly withheld: EgressDecision["withheld"];
};

/**
 * Sorts sources by what may leave. Marked data never does, but under `all` to an endpoint the operator named: a model
 * provider reads plaintext, so the encryption carve-outs (15 CFR 734.18(a)(5), 22 CFR 120.54(a)(5)) do not reach it.
 * Unclassified data goes covered under `redacted`, as it is under `all`, never under `public-only`.
 */
export function sortSources(sources: readonly SourceText[], rules: EgressRules): SortedSources {
  const sendable: Sendable[] = [];
  const withheld: { source: string; dataClass: DataClass }[] = [];
  for (const [index, source] of sources.entries()) {
    const dataClass = rules.restricted ? "marked" : dataClassOf(source, rules.published);
    const alias = `text-${index + 1}`;
    const how = mayLeave(dataClass, rules);
    if (how === "no") withheld.push({ source: alias, dataClass });
    else {
      // Who is asked for, and where it goes, is nothing a reader of facts has to know (LAW §5): a message never tells.
      const redacted = how === "redacted" || source.kind === "message";
      const sent = redacted ? redactSource(source, source.name, rules.names) : source;
      sendable.push({ alias, source: sent, dataClass, redacted });
    }
  }
  return { sendable, withheld };
}

function mayLeave(dataClass: DataClass, { policy, hosted }: EgressRules): "as-is" | "redacted" | "no" {
  switch (policy) {
    case "none":
      return "no";
    case "public-only":
      return dataClass === "public" ? "as-is" : "no";
    case "redacted":
      if (dataClass === "marked") return "no";
      return dataClass === "public" ? "as-is" : "redacted";
    case "all":
      return dataClass === "marked" && hosted ? "no" : "as-is";
  }
}

/** Facts that a person stated are unclassified data: under `public-only` they stay. */
export const mayStatedLeave = (rules: EgressRules): boolean =>
  mayLeave(rules.restricted ? "marked" : "unclassified", rules) !== "no";
