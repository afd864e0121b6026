/** The fields a log line of this adapter may hold: ids, codes, counts, durations. Never content, names or tokens. */
export type SlackLogFields = {
  readonly code?: string;
  readonly kind?: string;
  readonly platform?: string;
  readonly tenant?: string;
  readonly inbox?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly count?: number;
  readonly fault?: string;
};
export type SlackLog = {
  readonly info: (event: string, fields?: SlackLogFields) => void;
  readonly warn: (event: string, fields?: SlackLogFields) => void;
  readonly error: (event: string, fields?: SlackLogFields) => void;
};
