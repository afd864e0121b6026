import { createCalendar } from "../../adapters/system/calendar.ts";
import { addDays } from "../../core/licensing/law-days.ts";
import { weekBefore, weekday, weekOf, type Week } from "../../core/digest/week.ts";
import { toPersonId, toPlaceId, type PersonId, type PlaceId } from "../../core/ids.ts";
import type { DigestScope } from "../../core/ports/digest.ts";
import type { DigestConfig, TenantPolicy } from "../config/tenant-schema.ts";

/** One reader of the digest, as the configuration names them. */
export type Manager = {
  readonly person: PersonId;
  readonly scope: DigestScope;
  /** Null: the person's own chat. */
  readonly place: PlaceId | null;
};
/** When a tenant's digests go out, and to whom. */
export type DigestPlan = {
  readonly zone: string;
  /** Changes when day, hour or zone do: a timer of another schedule is let go. */
  readonly schedule: string;
  readonly managers: readonly Manager[];
  /** The next time after `nowMs` that a digest is due (ms). */
  readonly nextAfter: (nowMs: number) => number;
  /** The last whole week at a moment. */
  readonly lastWeek: (nowMs: number) => Week;
};

const DAYS: readonly DigestConfig["day"][] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

/** A tenant's plan; null: its configuration names no digest. */
export function planOf(tenant: Pick<TenantPolicy, "digest" | "zone">): DigestPlan | null {
  const { digest, zone } = tenant;
  if (!digest) return null;
  const calendar = createCalendar(zone);
  return {
    zone,
    schedule: `${digest.day} ${digest.hour} ${zone}`,
    managers: digest.managers.map(({ person, divisions, place }) => ({
      person: toPersonId(person),
      scope: divisions ?? null,
      place: place === undefined ? null : toPlaceId(place),
    })),
    nextAfter(nowMs) {
      const today = calendar.dayOf(nowMs);
      const ahead = (DAYS.indexOf(digest.day) - weekday(today) + 7) % 7;
      const at = calendar.momentOf(addDays(today, ahead), digest.hour);
      return at > nowMs ? at : calendar.momentOf(addDays(today, ahead + 7), digest.hour);
    },
    lastWeek: (nowMs) => weekBefore(weekOf(calendar.dayOf(nowMs), calendar), calendar),
  };
}
