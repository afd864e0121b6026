import type { Settings } from "../config/environment.ts";
import type { Log } from "../log.ts";
import { createBullmqDispatcher } from "../../adapters/queue/bullmq.ts";
import type { DispatchLog, Dispatcher, DispatcherOptions } from "../../adapters/queue/dispatcher.ts";
import { createDispatcher } from "../../adapters/queue/in-process.ts";

/** Through Redis where the settings name one, else in this process. Rows and handlers are the same. */
export function createDispatcherFor(
  settings: Settings,
  options: Omit<DispatcherOptions, "log"> & { readonly log: Log },
): Dispatcher {
  const { redisUrl } = settings;
  const log = dispatchLog(options.log);
  return redisUrl ? createBullmqDispatcher({ ...options, log, redisUrl }) : createDispatcher({ ...options, log });
}

/** The dispatcher's fields are ids, codes and counts; its messages are event names. */
const dispatchLog = (log: Log): DispatchLog => ({
  info: (fields, message) => log.info(message, fields),
  warn: (fields, message) => log.warn(message, fields),
  error: (fields, message) => log.error(message, fields),
});
