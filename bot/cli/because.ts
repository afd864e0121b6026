import type { Finding } from "../../core/finding.ts";
import type { Permission } from "../../core/licensing/determination.ts";
import { sentence } from "../words/en.ts";

export type Because = readonly { readonly code: string; readonly text: string; readonly cite?: string }[];

/** Findings as lines of an answer: the code for programs, the sentence for people. */
export const because = (findings: readonly Finding[]): Because =>
  findings.map((finding) => ({
    code: finding.code,
    text: sentence(finding),
    ...(finding.cite ? { cite: finding.cite } : {}),
  }));

export const permission = ({
  answer,
  because: findings,
}: Permission): { readonly answer: string; readonly because: Because } => ({
  answer,
  because: because(findings),
});
