import { describe, expect, it, onTestFinished } from "vitest";
import { toCaseId, toTenantId } from "../../core/ids.ts";
import type { FieldValues, Preview, TargetFault, WriteBackTarget } from "../../core/ports/writeback.ts";
import { Refusal } from "../../core/refusal.ts";
import { idempotencyKey } from "../../core/writeback/diff.ts";

export type OpenedTarget = {
  readonly target: WriteBackTarget;
  /** The same system behind a target on dry run. */
  readonly dry: WriteBackTarget;
  /** How often the system was changed. */
  readonly effects: () => number;
  /** What it holds of the record now, as far as it can be told. */
  readonly holds: () => Promise<FieldValues>;
  /** Somebody else writes the ECCN; null: nobody else can, each message stands by itself. */
  readonly interfere: ((eccn: string) => Promise<void>) | null;
  readonly close: () => Promise<void>;
};

const RECORD = "AD-7";
const WANTED: FieldValues = { eccn: "3A001", paragraph: "3A001.a.5.a.4", caseNumber: "ED-1042" };
const OF = { purpose: "outcome", known: {} } as const;
const keyOf = (revision: number): string =>
  idempotencyKey({
    tenant: toTenantId("acme-example"),
    case: toCaseId("01920000-0000-7000-8000-000000000001"),
    revision,
    target: "any",
    record: RECORD,
    purpose: "outcome",
    fields: WANTED,
  });

/** Every system of record keeps these promises. */
export function writeBackTargetContract(name: string, open: () => Promise<OpenedTarget>): void {
  const start = async (): Promise<OpenedTarget> => {
    const opened = await open();
    onTestFinished(() => opened.close());
    return opened;
  };
  const send = ({ diff, hash, version }: Preview, target: WriteBackTarget, key = keyOf(1)): Promise<void> =>
    target.send(diff, hash, key, version);

  describe(`write-back target contract: ${name}`, () => {
    it("a preview writes nothing, names each change, and hashes the same twice", async () => {
      const { target, effects } = await start();
      const seen = await target.preview(RECORD, WANTED, OF);
      expect(seen.diff.changes).toEqual(Object.entries(WANTED).map(([field, to]) => ({ field, from: null, to })));
      expect((await target.preview(RECORD, WANTED, OF)).hash).toBe(seen.hash);
      expect(effects()).toBe(0);
    });

    it("writes exactly the diff, and the read-back says so where there is one", async () => {
      const { target, effects, holds } = await start();
      const seen = await target.preview(RECORD, WANTED, OF);
      await send(seen, target);
      expect(effects()).toBe(1);
      expect(await holds()).toMatchObject(WANTED);
      expect(["written", "unreadable"]).toContain(await target.readBack(seen.diff, keyOf(1)));
    });

    it("refuses a diff that is not the one of the hash", async () => {
      const { target, effects } = await start();
      const seen = await target.preview(RECORD, WANTED, OF);
      const forged = { ...seen.diff, changes: [{ field: "eccn", from: null, to: "EAR99" } as const] };
      await expect(target.send(forged, seen.hash, keyOf(1), seen.version)).rejects.toThrow(Refusal);
      expect(effects()).toBe(0);
    });

    it("the same key twice is one effect", async () => {
      const { target, effects, holds } = await start();
      const seen = await target.preview(RECORD, WANTED, OF);
      await send(seen, target);
      await send(seen, target).catch((error: unknown) => expect((error as TargetFault).treatment).toBe("re-preview"));
      expect(effects()).toBe(1);
      expect(await holds()).toMatchObject(WANTED);
    });

    it("what changed after the preview is not overwritten", async () => {
      const { target, holds, interfere } = await start();
      const seen = await target.preview(RECORD, WANTED, OF);
      if (!interfere) return expect(target.settle).toBe("keyed");
      await interfere("5A992");
      await expect(send(seen, target)).rejects.toMatchObject({ treatment: "re-preview" });
      expect(await holds()).toMatchObject({ eccn: "5A992" });
      expect(await target.readBack(seen.diff, keyOf(1))).toBe("other");
      expect((await target.preview(RECORD, WANTED, OF)).hash).not.toBe(seen.hash);
    });

    it("on dry run everything is read and nothing is changed", async () => {
      const { dry, effects } = await start();
      const seen = await dry.preview(RECORD, WANTED, OF);
      await expect(send(seen, dry)).rejects.toMatchObject({ code: "dry-run" });
      expect(effects()).toBe(0);
    });

    it("a hold is placed and taken off by its id", async () => {
      const { target, holds } = await start();
      const hold = "ED-1042-0123456789ab";
      const placed = await target.preview(RECORD, { hold }, { purpose: "hold", known: {} });
      await send(placed, target, keyOf(2));
      expect(await holds()).toMatchObject({ hold });
      const off = await target.preview(RECORD, { hold: null }, { purpose: "hold-release", known: { hold } });
      expect(off.diff.changes).toEqual([{ field: "hold", from: hold, to: null }]);
      await send(off, target, keyOf(3));
      expect((await holds()).hold ?? null).toBeNull();
    });
  });
}
