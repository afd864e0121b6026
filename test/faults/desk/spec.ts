import type { Settings } from "../../../bot/config/environment.ts";
import type { Point } from "../failpoints.ts";

/** At which pass of which failpoint a desk dies. */
export type Armed = { readonly point: Point; readonly pass: number };

/** What a desk process is started with. */
export type DeskSpec = {
  readonly copy: string;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string>>;
  readonly armed: Armed | null;
  /** Which start this is; written beside each traced step. */
  readonly life: number;
  readonly hits: string;
  readonly trace: string;
};
