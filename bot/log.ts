import { pino } from "pino";

/** The only fields a log line may hold: ids, codes, counts, durations. Never content, names, addresses or secrets. */
export type LogFields = {
  readonly code?: string;
  readonly kind?: string;
  readonly platform?: string;
  readonly tenant?: string;
  readonly case?: string;
  readonly work?: string;
  readonly inbox?: string;
  readonly seq?: number;
  readonly count?: number;
  readonly ms?: number;
  readonly attempt?: number;
  readonly status?: number;
  readonly fault?: string;
};
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

/** One JSON line an event, to stderr: stdout belongs to the commands' answers. */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null }, pino.destination({ dest: 2, sync: false }));
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}

/** The class and code of a fault, never its message: messages may hold content. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? `:${error.code}` : "";
  return `${error.name}${code}`;
}
