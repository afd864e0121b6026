/** The fields a log line of this adapter may hold: ids, codes, counts, durations. Never content, names or tokens. */
type TeamsLogFields = {
  readonly code?: string;
  readonly kind?: string;
  readonly platform?: string;
  readonly tenant?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly fault?: string;
};
export type TeamsLog = {
  readonly warn: (event: string, fields?: TeamsLogFields) => void;
  readonly error: (event: string, fields?: TeamsLogFields) => void;
};
