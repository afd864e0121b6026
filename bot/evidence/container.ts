import { crc32 } from "node:zlib";
import { Refusal } from "../../core/refusal.ts";

/** One file of a package. `name`: ASCII path parts of letters, digits, dot, hyphen and underscore. */
export type Member = { readonly name: string; readonly bytes: Uint8Array };

// A zip hashed by its contents misses a tenth of the flipped bits: headers, dates, attributes, gaps. So there is one
// form only (engineering-decisions §14), which a reader can rebuild and compare byte by byte. APPNOTE 6.3 §4.3.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const VERSION = 20;
const STORED = 0;
const MIDNIGHT = 0;
const DATE_1980_01_01 = 0x0021;
const MOST_MEMBERS = 0xffff;
const MOST_BYTES = 0xffffffff;

type Placed = Member & { readonly crc: number; readonly offset: number };

function fieldsOf(member: Placed): readonly [size: 2 | 4, value: number][] {
  return [
    [2, VERSION],
    [2, 0],
    [2, STORED],
    [2, MIDNIGHT],
    [2, DATE_1980_01_01],
    [4, member.crc],
    [4, member.bytes.length],
    [4, member.bytes.length],
    [2, member.name.length],
    [2, 0],
  ];
}

function packed(fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

const localOf = (member: Placed): Buffer =>
  Buffer.concat([packed([[4, 0x04034b50], ...fieldsOf(member)]), Buffer.from(member.name)]);

const directoryOf = (member: Placed): Buffer =>
  Buffer.concat([
    // made by, then as in the local header, then comment length, disk, attributes (2), offset
    packed([[4, 0x02014b50], [2, VERSION], ...fieldsOf(member), [2, 0], [2, 0], [2, 0], [4, 0], [4, member.offset]]),
    Buffer.from(member.name),
  ]);

/**
 * The zip of these members in the fixed form: stored, names sorted, dated 1980-01-01, no attributes, extra fields or
 * comment. The same members in any order give the same bytes. Throws Refusal("invalid") for a repeated or odd name,
 * 65,536 members, or 4 GiB.
 */
export function writeContainer(members: readonly Member[]): Uint8Array {
  const sorted = [...members].sort((one, other) => (one.name < other.name ? -1 : 1));
  const placed: Placed[] = [];
  let offset = 0;
  for (const [at, member] of sorted.entries()) {
    if (!NAME.test(member.name) || sorted[at + 1]?.name === member.name)
      throw new Refusal("invalid", { what: "member name", name: member.name });
    placed.push({ ...member, crc: crc32(member.bytes), offset });
    offset += 30 + member.name.length + member.bytes.length;
  }
  const directory = Buffer.concat(placed.map(directoryOf));
  if (placed.length > MOST_MEMBERS || offset + directory.length > MOST_BYTES)
    throw new Refusal("invalid", { what: "package size", members: placed.length, bytes: offset });
  const count = placed.length;
  const end = packed([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ]);
  return new Uint8Array(Buffer.concat([...placed.flatMap((one) => [localOf(one), one.bytes]), directory, end]));
}
