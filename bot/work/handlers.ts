import { rollBom } from "./roll-bom.ts";
import { sendDigest } from "../digest/send.ts";
import { deliverCard } from "./card.ts";
import { evaluateCase } from "./evaluate.ts";
import { giveRecord } from "./give-record.ts";
import { mentionBall } from "./mention.ts";
import { timer } from "./timer.ts";
import { receiveLater, type Reception } from "./receive.ts";
import { writeBack } from "./write-back.ts";
import type { WorkKind } from "../../core/ports/ledger.ts";
import type { WorkItem } from "../../core/ports/work.ts";

/** What each kind of durable work does. Kinds that no case makes yet are put back, never dropped. */
export function workHandlers(reception: Reception): Partial<Record<WorkKind, (item: WorkItem) => Promise<void>>> {
  const { desk, work } = reception;
  return {
    inbound: (item) => receiveLater(reception, item),
    evaluate: (item) => evaluateCase(desk, item),
    bom: (item) => rollBom(desk, item),
    card: (item) => deliverCard(desk, work, item),
    post: (item) => (item.ref["record"] === undefined ? mentionBall(desk, work, item) : giveRecord(desk, item)),
    "write-back": (item) => writeBack(desk, work, item),
    timer: (item) => (item.ref["digest"] === undefined ? timer(desk, item) : sendDigest(desk, work, item)),
  };
}
