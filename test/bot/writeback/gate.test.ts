import { describe, expect, it } from "vitest";
import { createGate } from "../../../bot/writeback/gate.ts";
import { TargetFault } from "../../../core/ports/writeback.ts";

function open(perSecond = 1000, slots = { taken: 0 }) {
  let now = 1_000_000;
  const clock = { now: () => now, instant: () => "" as never, lawDate: () => "" as never };
  return { gate: createGate(clock, { perSecond }, slots), pass: (ms: number) => void (now += ms), slots };
}
const fails =
  (treatment: TargetFault["treatment"], retryAfterMs: number | null = null) =>
  async (): Promise<never> => {
    throw new TargetFault(treatment, "x", { retryAfterMs });
  };
const done = async (): Promise<"done"> => "done";

describe("the gate before a target", () => {
  it("two rows of a target at once; a third waits its turn without a failed try", async () => {
    const { gate } = open();
    let free: (value: string) => void = () => undefined;
    const long = new Promise<string>((resolve) => (free = resolve));
    const running = [gate.run(() => long), gate.run(() => long)];
    await expect(gate.run(done)).rejects.toMatchObject({ code: "target-busy", terminal: false, retryAfterMs: 250 });
    free("done");
    await Promise.all(running);
    expect(await gate.run(done)).toBe("done");
  });

  it("a target that hangs leaves a slot for the others, and all together leave one for the cards", async () => {
    const slots = { taken: 0 };
    const [hanging, other] = [open(1000, slots).gate, open(1000, slots).gate];
    const never = new Promise<string>(() => undefined);
    void hanging.run(() => never);
    void hanging.run(() => never);
    expect(await other.run(done)).toBe("done");
    void other.run(() => never);
    await expect(other.run(done)).rejects.toMatchObject({ code: "target-busy" });
    expect(slots.taken).toBe(3);
  });

  it("so many a second and no more; the next may come when the time is over", async () => {
    const { gate, pass } = open(2);
    await gate.run(done);
    await gate.run(done);
    await expect(gate.run(done)).rejects.toMatchObject({ code: "target-rate", retryAfterMs: 500 });
    pass(499);
    await expect(gate.run(done)).rejects.toMatchObject({ code: "target-rate" });
    pass(1);
    expect(await gate.run(done)).toBe("done");
  });

  it("rests for 30 s after five failures in a row, not after four, and not for one record's trouble", async () => {
    const { gate, pass } = open();
    const call = (work: () => Promise<unknown>) => gate.run(() => gate.watch(work)).catch((error: unknown) => error);
    for (let n = 0; n < 4; n++) await call(fails("unknown-read-back"));
    await call(fails("person"));
    for (let n = 0; n < 4; n++) await call(fails("failure"));
    expect(await call(done)).toBe("done");
    for (let n = 0; n < 5; n++) await call(fails("unknown-read-back"));
    expect(await call(done)).toMatchObject({ code: "target-rests", retryAfterMs: 30_000 });
    pass(29_999);
    expect(await call(done)).toMatchObject({ code: "target-rests", retryAfterMs: 1 });
    pass(1);
    expect(await call(done)).toBe("done");
  });

  it("waits as long as the target asks, for all its rows", async () => {
    const { gate, pass } = open();
    await gate.run(() => gate.watch(fails("wait", 17_000))).catch(() => undefined);
    await expect(gate.run(done)).rejects.toMatchObject({ code: "target-rests", retryAfterMs: 17_000 });
    pass(17_000);
    expect(await gate.run(done)).toBe("done");
  });
});
