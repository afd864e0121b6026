import { ACME, counted, newCase, opened, openTestDesk } from "../fakes/open-desk.ts";
import type { Figure } from "./figure.ts";

const COMMITS = 1000;
const WARM = 50;

export const log: Figure = {
  name: "log",
  what: `${COMMITS} commits one after the other into a file database: two entries, a projection and a work item each`,
  async run() {
    const desk = await openTestDesk();
    try {
      const { ledger } = desk.stores.for(ACME);
      const ms: number[] = [];
      const begin = performance.now();
      let begun = begin;
      for (let n = 0; n < WARM + COMMITS; n += 1) {
        if (n === WARM) begun = performance.now();
        const before = performance.now();
        const work = { kind: "card", lane: `lane-${n}`, priority: 3, dedup: `d-${n}`, ref: { n } } as const;
        await ledger.commit([{ stream: newCase().stream, expected: 0, events: [opened(), counted(1)] }], [work]);
        if (n >= WARM) ms.push(performance.now() - before);
      }
      const seconds = (performance.now() - begun) / 1000;
      return [
        { what: "commit", ms, rate: COMMITS / seconds },
        { what: "entries appended to the log", rate: (2 * COMMITS) / seconds },
      ];
    } finally {
      await desk.close();
    }
  },
};
