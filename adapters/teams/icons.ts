import { crc32 } from "node:zlib";

type Paint = (x: number, y: number) => readonly [number, number, number, number];

const word = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0);
  return bytes;
};

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([word(data.length), body, word(crc32(body))]);
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

/** zlib format with stored blocks (RFC 1950, 1951): the bytes do not depend on the version of a compressor. */
function stored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < data.length; at += 65_535) {
    const block = data.subarray(at, at + 65_535);
    const last = at + 65_535 >= data.length ? 1 : 0;
    const size = block.length;
    parts.push(Uint8Array.of(last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255), block);
  }
  return Buffer.concat([...parts, word(adler32(data))]);
}

/** A square PNG (8 bit, RGBA), the same bytes on every machine. */
function png(side: number, paint: Paint): Uint8Array {
  const rows = new Uint8Array(side * (1 + side * 4));
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) rows.set(paint(x, y), y * (1 + side * 4) + 1 + x * 4);
  const head = Buffer.concat([word(side), word(side), Uint8Array.of(8, 6, 0, 0, 0)]);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = [signature, chunk("IHDR", head), chunk("IDAT", stored(rows)), chunk("IEND", new Uint8Array())];
  return new Uint8Array(Buffer.concat(parts));
}

const INK = [0xff, 0xff, 0xff, 0xff] as const;
const BASE = [0x1f, 0x3a, 0x5f, 0xff] as const;
const CLEAR = [0xff, 0xff, 0xff, 0x00] as const;

/** A sheet with two lines and a tick below them, on a grid of 16 by 16. */
function inSign(gx: number, gy: number): boolean {
  const frame = gx >= 3 && gx < 13 && gy >= 2 && gy < 14 && !(gx >= 4 && gx < 12 && gy >= 3 && gy < 13);
  const lines = gx >= 5.5 && gx < 10.5 && ((gy >= 4.5 && gy < 5.3) || (gy >= 6.2 && gy < 7));
  const short = Math.abs(gy - (gx + 4.5)) < 0.7 && gx >= 5.5 && gx < 7.2;
  const long = Math.abs(gy - (18.5 - gx)) < 0.7 && gx >= 6.8 && gx < 10.2;
  return frame || lines || short || long;
}

/** 192 by 192, in colour, as Teams asks for. */
export const colorIcon = (): Uint8Array => png(192, (x, y) => (inSign(x / 12, y / 12) ? INK : BASE));
/** 32 by 32, white on nothing, as Teams asks for. */
export const outlineIcon = (): Uint8Array => png(32, (x, y) => (inSign(x / 2, y / 2) ? INK : CLEAR));
