import { FailedJob } from "./faults.ts";

const LOCAL = 0x04034b50;
const HEADER = 30;

/** The members of a package in its fixed form (stored, one after the other). It was verified before it is read here. */
export function readContainer(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + HEADER <= bytes.length && view.getUint32(at, true) === LOCAL) {
    const size = view.getUint32(at + 18, true);
    const nameLength = view.getUint16(at + 26, true);
    const from = at + HEADER + nameLength + view.getUint16(at + 28, true);
    if (from + size > bytes.length) throw new FailedJob("the package was cut off");
    members.set(
      Buffer.from(bytes.subarray(at + HEADER, at + HEADER + nameLength)).toString("latin1"),
      bytes.subarray(from, from + size),
    );
    at = from + size;
  }
  return members;
}
