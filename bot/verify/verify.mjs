// @ts-check
// Checks an evidence package of Export Desk, offline: node verify.mjs FILE [--key FINGERPRINT] [--checkpoint FILE] [--require-origin]
//
// One file, Node built-ins only, any Node from 20. It shares no code with the programs that write packages: what both
// say is written down twice, on purpose. It needs no secret; data keys never leave the desk.
//
// What it checks, in this order:
//   1. the container: the one fixed zip form, rebuilt from its parts and compared byte by byte;
//   2. the manifest: canonical JSON, signed (Ed25519), naming every other member by SHA-256;
//   3. the checkpoint: a C2SP signed note of the same key, over the root of an RFC 6962 tree;
//   4. every entry: canonical leaf (RFC 8785), its inclusion under the checkpoint, `prev`, `pos`, `version`, `refs`;
//   5. every body and blob: SHA-256 of the cipher, and where it is opened HMAC-SHA-256(salt, plaintext).
//
// Exit codes: 0 intact, 1 tampered or signed by another key, 2 incomplete, 3 not a package or bad usage.
import { Buffer } from "node:buffer";
import { createHash, createHmac, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import * as zlib from "node:zlib";

/**
 * @typedef {{ name: string, data: Buffer }} Member
 * @typedef {{ kind: "tampered" | "incomplete", seq: number | null, where: string, what: string }} Finding
 * @typedef {{ key: string, cipher: string, commitment: string }} Sealed
 * @typedef {{ v: 1, tenant: string, seq: number, id: string, at: string, stream: string, pos: number,
 *   version: number, revision: number, prev: string | null, type: string, typeV: number, body: Sealed,
 *   blobs: Sealed[], refs: number[] }} Leaf
 * @typedef {{ leaf: Leaf, hash: Buffer }} Entry
 * @typedef {{ format: string, tenant: string, case: string, stream: string, entries: number,
 *   key: { name: string, ed25519: string, fingerprint: string, published: string },
 *   software: { version: string, commit: string | null, engine: number },
 *   withheld: Hidden[], shredded: Hidden[], missing: string[],
 *   members: { name: string, size: number, hash: string, mediaType: string }[] }} Manifest
 * @typedef {{ seq: number, blob: string | null, because: string }} Hidden  blob null: the entry's body
 * @typedef {{ name: string, id: Buffer, signature: Buffer }} NoteSignature
 * @typedef {{ text: string, signatures: NoteSignature[] }} Note
 * @typedef {{ origin: string, size: number, root: Buffer }} Checkpoint
 * @typedef {{ key?: string, checkpoint?: Uint8Array, requireOrigin?: boolean }} Options
 * @typedef {{ exit: 0 | 1 | 2 | 3, verdict: "intact" | "tampered" | "incomplete" | "not-a-package",
 *   origin: "checked" | "not-checked" | "another-key", fingerprint: string | null, lines: string[],
 *   findings: Finding[] }} Result
 */

const FORMAT = "export-desk-evidence/1";
const README_MARK = "Export Desk evidence package";
const ORIGIN_PREFIX = "export-desk/";
const MOST_FINDINGS_SHOWN = 20;

// ---- bytes ----------------------------------------------------------------------------------------------------------

/** @param {...Uint8Array} parts */
const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
/** @param {Uint8Array} bytes */
const sha256Hex = (bytes) => sha256(bytes).toString("hex");
/** @param {Uint8Array} one @param {Uint8Array} other */
const same = (one, other) => Buffer.compare(one, other) === 0;

/**
 * Strict base64 (RFC 4648 §4): null unless the text is exactly what encoding the result gives.
 * @param {string} text @returns {Buffer | null}
 */
export function fromBase64(text) {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/** UTF-8 without repair. @param {Uint8Array} bytes @returns {string | null} */
function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

// ---- canonical JSON (RFC 8785) --------------------------------------------------------------------------------------

/**
 * The canonical text of a value that JSON.parse gave. ECMAScript's own number and string forms are those of RFC 8785;
 * members are sorted by UTF-16 code units. Throws for lone surrogates and for anything that is not JSON.
 * @param {unknown} value @returns {string}
 */
export function canonicalJson(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === "string") return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isRecord(value)) {
    const names = Object.keys(value).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    return `{${names.map((name) => `${canonicalString(name)}:${canonicalJson(value[name])}`).join(",")}}`;
  }
  throw new TypeError("not JSON");
}

/** @param {string} text */
function canonicalString(text) {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(at + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) throw new TypeError("lone surrogate");
    at++;
  }
  return JSON.stringify(text);
}

/**
 * Bytes → JSON, only if they are the canonical text of what they say. A second spelling (spaces, a repeated member,
 * 1.0 for 1) is undefined.
 * @param {Uint8Array} bytes @returns {unknown}
 */
export function parseCanonical(bytes) {
  const text = fromUtf8(bytes);
  if (text === null) return undefined;
  try {
    const value = /** @type {unknown} */ (JSON.parse(text));
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

// ---- shapes ---------------------------------------------------------------------------------------------------------

/** @typedef {(value: unknown) => boolean} Check */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {RegExp} pattern @returns {Check} */
const text = (pattern) => (value) => typeof value === "string" && pattern.test(value);
/** @param {number} least @returns {Check} */
const whole = (least) => (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= least;
/** @param {Check} check @returns {Check} */
const orNull = (check) => (value) => value === null || check(value);
/** @param {Check} check @returns {Check} */
const listOf = (check) => (value) => Array.isArray(value) && value.every(check);
/** @param {...Check} checks @returns {Check} */
const oneOf =
  (...checks) =>
  (value) =>
    checks.some((check) => check(value));
/** Exactly these members. @param {Record<string, Check>} fields @returns {Check} */
const shape = (fields) => (value) =>
  isRecord(value) &&
  Object.keys(value).length === Object.keys(fields).length &&
  Object.entries(fields).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));

const count = whole(0);
const anyText = text(/^[^]{0,2000}$/);
const hashText = text(/^[0-9a-f]{64}$/);
const slug = text(/^[a-z0-9][a-z0-9-]{0,62}$/);
const opaque = text(/^[^]{1,200}$/);
const uuid = text(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const stream = text(/^(?:(?:case|item|authorisation|party|matter|person|list):\S{1,200}|rulebook|policy|access|log)$/);
const sealed = shape({ key: opaque, cipher: hashText, commitment: hashText });
const hidden = shape({ seq: count, blob: orNull(hashText), because: text(/^[a-z-]{1,40}$/) });

const isLeaf = shape({
  v: (value) => value === 1,
  tenant: slug,
  seq: count,
  id: uuid,
  at: text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  stream,
  pos: count,
  version: count,
  revision: count,
  prev: orNull(hashText),
  type: text(/^[a-z][a-z0-9-]{0,62}$/),
  typeV: whole(1),
  actor: oneOf(
    shape({ person: slug, via: text(/^(?:slack|teams|console|playground|cli|api)$/) }),
    shape({ system: text(/^(?:dispatcher|timer|sync)$/) }),
  ),
  cause: orNull(opaque),
  pins: orNull(shape({ engine: count, editions: hashText })),
  body: sealed,
  blobs: listOf(sealed),
  refs: listOf(count),
});

const isManifest = shape({
  format: (value) => value === FORMAT,
  tenant: slug,
  case: uuid,
  stream,
  entries: whole(1),
  key: shape({ name: opaque, ed25519: text(/^[A-Za-z0-9+/]{43}=$/), fingerprint: hashText, published: anyText }),
  software: shape({ version: anyText, commit: orNull(anyText), engine: count }),
  withheld: listOf(hidden),
  shredded: listOf(hidden),
  missing: listOf(hashText),
  members: listOf(shape({ name: opaque, size: count, hash: hashText, mediaType: anyText })),
});

// ---- the container: one fixed zip form ------------------------------------------------------------------------------

const LOCAL = 0x04034b50;
const LOCAL_MARK = Buffer.from("PK\u0003\u0004");
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const DATE_1980_01_01 = 0x0021;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MEMBER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
/** CRC-32 as zip has it. @param {Uint8Array} bytes */
export function crc32Slow(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
/** Older Node has no zlib.crc32. @type {(bytes: Uint8Array) => number} */
const crc32 = typeof zlib.crc32 === "function" ? (bytes) => zlib.crc32(bytes) : crc32Slow;

/**
 * The one container of these members: stored, sorted by name, dated 1980-01-01, no attributes, extra fields, comment.
 * @param {readonly Member[]} members @returns {Buffer}
 */
export function buildContainer(members) {
  const sorted = [...members].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  /** @type {Buffer[]} */
  const locals = [];
  /** @type {Buffer[]} */
  const centrals = [];
  let offset = 0;
  for (const { name, data } of sorted) {
    const nameBytes = Buffer.from(name, "latin1");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(DATE_1980_01_01, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL, 0);
    locals.push(local, common, nameBytes, data);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(CENTRAL, 0);
    head.writeUInt16LE(VERSION, 4);
    const tail = Buffer.alloc(CENTRAL_BYTES - 6 - 26);
    tail.writeUInt32LE(offset, 10);
    centrals.push(head, common, tail, nameBytes);
    offset += LOCAL_BYTES + nameBytes.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(sorted.length, 8);
  end.writeUInt16LE(sorted.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/**
 * Takes a container apart. Every byte that is not where the fixed form puts it is a finding.
 * @param {Buffer} file @returns {{ members: Member[] } | { fault: Finding } | "not-a-package"}
 */
export function readContainer(file) {
  if (!file.includes(README_MARK) && !file.includes(`"format":"${FORMAT}"`)) return "not-a-package";
  /** @type {Member[]} */
  const members = [];
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {number[]} */
  const ends = [];
  let at = 0;
  while (at + 4 <= file.length && file.readUInt32LE(at) === LOCAL) {
    const nameLength = at + LOCAL_BYTES <= file.length ? file.readUInt16LE(at + 26) : 0;
    const dataAt = at + LOCAL_BYTES + nameLength;
    const dataEnd = dataAt + (at + LOCAL_BYTES <= file.length ? file.readUInt32LE(at + 22) : 0);
    if (dataEnd > file.length) return { fault: brokenOff(file, members) };
    const name = file.toString("latin1", at + LOCAL_BYTES, dataAt);
    if (!MEMBER_NAME.test(name) || names.has(name))
      return { fault: finding("tampered", "container", `a member has a name that no package has, at byte ${at}`) };
    members.push({ name, data: file.subarray(dataAt, dataEnd) });
    names.add(name);
    ends.push(dataEnd);
    at = dataEnd;
  }
  const rebuilt = buildContainer(members);
  if (same(rebuilt, file)) return { members };
  const left = file.subarray(at);
  if (left.length < 4 && same(left, LOCAL_MARK.subarray(0, left.length))) return { fault: brokenOff(file, members) };
  if (members.length > 0 && file.length < rebuilt.length && same(rebuilt.subarray(0, file.length), file))
    return { fault: finding("incomplete", "container", `the file is cut off after ${file.length} bytes`) };
  let first = 0;
  while (first < file.length && file[first] === rebuilt[first]) first++;
  const member = members[ends.findIndex((end) => first < end)];
  const where = member ? whereIs(member.name) : { seq: null, where: "container" };
  return { fault: { kind: "tampered", ...where, what: `not in the fixed form, first at byte ${first}` } };
}

/** A member runs past the end: a cut file has no end record, a bent length has. @param {Buffer} file @param {Member[]} members @returns {Finding} */
function brokenOff(file, members) {
  const hasEnd = file.length >= END_BYTES && file.readUInt32LE(file.length - END_BYTES) === END;
  const after = members.at(-1)?.name ?? "its start";
  return hasEnd
    ? finding("tampered", "container", `a length after ${after} is not that of the fixed form`)
    : finding("incomplete", "container", `the file is cut off after ${after}`);
}

/** @param {Finding["kind"]} kind @param {string} where @param {string} what @returns {Finding} */
const finding = (kind, where, what) => ({ kind, seq: null, where, what });
/** @param {Finding["kind"]} kind @param {number} seq @param {string} what @returns {Finding} */
const entryFinding = (kind, seq, what) => ({ kind, seq, where: `entry ${seq}`, what });

const ENTRY_MEMBER = /^entries\/(\d{12})\.(leaf\.json|proof\.txt|cipher|salt|body\.json)$/;
const BLOB_MEMBER = /^blobs\/([0-9a-f]{64})\.(cipher|salt|content(?:\.[a-z0-9]{1,5})?)$/;

/** Which entry a member belongs to, for people. @param {string} name */
function whereIs(name) {
  const seq = ENTRY_MEMBER.exec(name)?.[1];
  return seq === undefined ? { seq: null, where: name } : { seq: Number(seq), where: `entry ${Number(seq)} (${name})` };
}

// ---- the tree (RFC 6962) --------------------------------------------------------------------------------------------

const LEAF_PREFIX = Buffer.of(0);
const NODE_PREFIX = Buffer.of(1);
/** @param {Uint8Array} bytes */
export const hashLeaf = (bytes) => sha256(LEAF_PREFIX, bytes);
/** @param {Uint8Array} left @param {Uint8Array} right */
const hashNode = (left, right) => sha256(NODE_PREFIX, left, right);
/** @param {readonly Uint8Array[]} hashes */
const all32 = (hashes) => hashes.every((hash) => hash.length === 32);
/** @param {bigint} value */
const bitLength = (value) => (value === 0n ? 0 : value.toString(2).length);

/**
 * Whether the audit path leads from leaf `index` of `size` to the root. The path is first cut into the part below the
 * point where leaf and last leaf part ways, and the left borders above it.
 * @param {{ leafHash: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array }} claim
 */
export function verifyInclusion({ leafHash, index, size, proof, root }) {
  if (!count(index) || !count(size) || index >= size || !all32([leafHash, root, ...proof])) return false;
  const path = BigInt(index);
  const inner = bitLength(path ^ BigInt(size - 1));
  const borders = (path >> BigInt(inner)).toString(2).replaceAll("0", "").length;
  if (proof.length !== inner + borders) return false;
  let hash = leafHash;
  for (const [level, sibling] of proof.entries()) {
    const onRight = level >= inner || ((path >> BigInt(level)) & 1n) === 1n;
    hash = onRight ? hashNode(sibling, hash) : hashNode(hash, sibling);
  }
  return same(hash, root);
}

/**
 * Whether the tree of `first` leaves is the beginning of the tree of `second` leaves. From 0 nothing can be proved.
 * @param {{ first: number, second: number, firstRoot: Uint8Array, secondRoot: Uint8Array,
 *   proof: readonly Uint8Array[] }} claim
 */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }) {
  if (!count(first) || !count(second) || first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (!all32([firstRoot, secondRoot, ...proof])) return false;
  const path = BigInt(first - 1);
  let shift = 0;
  while ((BigInt(first) >> BigInt(shift)) % 2n === 0n) shift++;
  const isFullSubtree = BigInt(first) === 1n << BigInt(shift);
  const inner = bitLength(path ^ BigInt(second - 1)) - shift;
  const borders = (path >> BigInt(inner + shift)).toString(2).replaceAll("0", "").length;
  const seed = isFullSubtree ? firstRoot : proof[0];
  const rest = isFullSubtree ? proof : proof.slice(1);
  if (!seed || rest.length !== inner + borders) return false;
  let [oldHash, newHash] = [seed, seed];
  for (const [level, sibling] of rest.entries()) {
    const onRight = level >= inner || ((path >> BigInt(shift + level)) & 1n) === 1n;
    if (onRight) oldHash = hashNode(sibling, oldHash);
    newHash = onRight ? hashNode(sibling, newHash) : hashNode(newHash, sibling);
  }
  return same(oldHash, firstRoot) && same(newHash, secondRoot);
}

// ---- notes and keys (C2SP signed-note, tlog-checkpoint) -------------------------------------------------------------

const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

/** @param {Uint8Array} publicKey raw, 32 bytes @param {Uint8Array} message @param {Uint8Array} signature */
function verifyEd25519(publicKey, message, signature) {
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: "der", type: "spki" });
    return signature.length === 64 && verifySignature(null, message, key, signature);
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes @returns {Note | null} */
export function parseNote(bytes) {
  const whole = fromUtf8(bytes);
  if (whole === null) return null;
  const split = whole.indexOf("\n\n");
  const lines = whole.slice(split + 2).split("\n");
  if (split < 1 || lines.pop() !== "" || lines.length === 0) return null;
  /** @type {NoteSignature[]} */
  const signatures = [];
  for (const line of lines) {
    const [, name, encoded] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const packed = fromBase64(encoded ?? "");
    if (name === undefined || packed === null || packed.length !== 68) return null;
    signatures.push({ name, id: packed.subarray(0, 4), signature: packed.subarray(4) });
  }
  return { text: whole.slice(0, split + 1), signatures };
}

/**
 * Signed by this key, and no line in its name and id fails. Lines of other keys are passed over, as the form says.
 * @param {Note} note @param {string} name @param {Buffer} publicKey
 */
function noteSignedBy(note, name, publicKey) {
  const id = sha256(Buffer.from(`${name}\n\u0001`), publicKey).subarray(0, 4);
  const own = note.signatures.filter((one) => one.name === name && same(one.id, id));
  const message = Buffer.from(note.text);
  return own.length > 0 && own.every((one) => verifyEd25519(publicKey, message, one.signature));
}

/** @param {Note} note @returns {Checkpoint | null} */
function checkpointOf(note) {
  const [, origin, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(note.text) ?? [];
  const rootBytes = fromBase64(root ?? "");
  if (origin === undefined || rootBytes === null || rootBytes.length !== 32 || !count(Number(size))) return null;
  return { origin, size: Number(size), root: rootBytes };
}

// ---- the package ----------------------------------------------------------------------------------------------------

/** @typedef {{ files: Map<string, Buffer>, manifest: Manifest, publicKey: Buffer, findings: Finding[] }} Package */

/** Every other member is named with its size and SHA-256, and nothing else is there. @param {Package} pack */
function checkMembers({ files, manifest, findings }) {
  const listed = new Map(manifest.members.map((member) => [member.name, member]));
  if (listed.size !== manifest.members.length)
    findings.push(finding("tampered", "manifest.json", "lists a member twice"));
  for (const [name, { size, hash }] of listed) {
    const data = files.get(name);
    if (data === undefined) findings.push({ kind: "incomplete", ...whereIs(name), what: `${name} is missing` });
    else if (data.length !== size || sha256Hex(data) !== hash)
      findings.push({ kind: "tampered", ...whereIs(name), what: "is not the one that the manifest names" });
  }
  for (const name of files.keys())
    if (!listed.has(name) && name !== "manifest.json" && name !== "manifest.sig")
      findings.push({ kind: "tampered", ...whereIs(name), what: "is not named in the manifest" });
}

/** @param {Package} pack @returns {Checkpoint | null} */
function readCheckpoint({ files, manifest, publicKey, findings }) {
  const bytes = files.get("checkpoint.txt");
  if (bytes === undefined) {
    findings.push(finding("incomplete", "checkpoint.txt", "the checkpoint is missing"));
    return null;
  }
  const note = parseNote(bytes);
  const checkpoint = note && checkpointOf(note);
  if (!note || !checkpoint) findings.push(finding("tampered", "checkpoint.txt", "is not a checkpoint"));
  else if (!noteSignedBy(note, manifest.key.name, publicKey))
    findings.push(finding("tampered", "checkpoint.txt", "is not signed by the key of the package"));
  else if (checkpoint.origin !== ORIGIN_PREFIX + manifest.tenant)
    findings.push(finding("tampered", "checkpoint.txt", "is of another log"));
  else return checkpoint;
  return null;
}

/**
 * Reads every leaf and proves it against the checkpoint.
 * @param {Package} pack @param {Checkpoint | null} checkpoint @returns {Map<number, Entry>}
 */
function readEntries({ files, manifest, findings }, checkpoint) {
  /** @type {Map<number, Entry>} */
  const entries = new Map();
  for (const [name, data] of files) {
    const [, digits, part] = ENTRY_MEMBER.exec(name) ?? [];
    if (digits === undefined || part !== "leaf.json") continue;
    const seq = Number(digits);
    const value = parseCanonical(data);
    if (!isLeaf(value)) {
      findings.push(entryFinding("tampered", seq, "its leaf does not have the form of a leaf"));
      continue;
    }
    const leaf = /** @type {Leaf} */ (value);
    if (leaf.seq !== seq) findings.push(entryFinding("tampered", seq, `its leaf says that it is entry ${leaf.seq}`));
    if (leaf.tenant !== manifest.tenant) findings.push(entryFinding("tampered", seq, "its leaf is of another tenant"));
    const hash = hashLeaf(data);
    entries.set(seq, { leaf, hash });
    const proof = files.get(`entries/${digits}.proof.txt`);
    if (proof === undefined) findings.push(entryFinding("incomplete", seq, "its inclusion proof is missing"));
    else if (checkpoint !== null && !provenBy(proof, { leafHash: hash, index: seq, checkpoint }))
      findings.push(entryFinding("tampered", seq, "its inclusion proof does not lead to the checkpoint"));
  }
  return entries;
}

/** @param {Buffer} bytes one base64 hash a line @param {{ leafHash: Buffer, index: number, checkpoint: Checkpoint }} claim */
function provenBy(bytes, { leafHash, index, checkpoint }) {
  const lines = bytes.toString("latin1").split("\n");
  if (lines.pop() !== "") return false;
  /** @type {Buffer[]} */
  const proof = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash === null) return false;
    proof.push(hash);
  }
  return verifyInclusion({ leafHash, index, size: checkpoint.size, proof, root: checkpoint.root });
}

/** `pos` dense from 0, `prev`, counters, order. @param {Package} pack @param {Map<number, Entry>} entries */
function checkStream({ manifest, findings }, entries) {
  const own = [...entries.values()].filter((entry) => entry.leaf.stream === manifest.stream);
  own.sort((one, other) => one.leaf.seq - other.leaf.seq);
  /** @type {Entry | null} */
  let before = null;
  for (const entry of own) {
    checkLink(entry, before, findings);
    before = entry;
  }
  if (own.length < manifest.entries)
    findings.push(finding("incomplete", manifest.stream, `${own.length} of ${manifest.entries} entries are here`));
  if (own.length > manifest.entries)
    findings.push(
      finding("tampered", manifest.stream, `more entries than the manifest's ${manifest.entries} are here`),
    );
}

/** @param {Entry} entry @param {Entry | null} before @param {Finding[]} findings */
function checkLink({ leaf }, before, findings) {
  /** @param {Finding["kind"]} kind @param {string} what */
  const report = (kind, what) => void findings.push(entryFinding(kind, leaf.seq, what));
  if ((leaf.prev === null) !== (leaf.pos === 0)) report("tampered", "its `prev` does not fit its position");
  const expected = before === null ? 0 : before.leaf.pos + 1;
  if (leaf.pos > expected)
    report("incomplete", `the stream has a hole before it: positions ${expected} to ${leaf.pos - 1}`);
  if (leaf.pos < expected) report("tampered", `its position ${leaf.pos} is taken or out of order`);
  if (leaf.pos !== expected) return;
  if (before !== null && leaf.prev !== before.hash.toString("hex"))
    report("tampered", "its `prev` is not the hash of the entry before it");
  const version = leaf.version - (before?.leaf.version ?? 0);
  const revision = leaf.revision - (before?.leaf.revision ?? 0);
  if (version < 0 || version > 1 || revision < 0 || revision > version)
    report("tampered", "its version or revision does not follow from the entry before it");
}

/** What an entry rests on is here, and nothing else is. @param {Package} pack @param {Map<number, Entry>} entries */
function checkRefs({ manifest, findings }, entries) {
  const own = [...entries.values()].filter((entry) => entry.leaf.stream === manifest.stream);
  const reached = new Set(own.map((entry) => entry.leaf.seq));
  const queue = [...reached];
  for (let seq = queue.shift(); seq !== undefined; seq = queue.shift()) {
    for (const ref of entries.get(seq)?.leaf.refs ?? []) {
      if (ref >= seq) findings.push(entryFinding("tampered", seq, `it rests on entry ${ref}, which is not before it`));
      else if (!entries.has(ref))
        findings.push(entryFinding("incomplete", seq, `it rests on entry ${ref}, which is missing`));
      if (reached.has(ref) || !entries.has(ref)) continue;
      reached.add(ref);
      queue.push(ref);
    }
  }
  // Past a gap nobody can say what rests on what.
  const gap = [...reached].some((seq) => entries.get(seq)?.leaf.refs.some((ref) => !entries.has(ref)));
  const whole = own.length === manifest.entries && !gap;
  for (const seq of entries.keys())
    if (whole && !reached.has(seq)) findings.push(entryFinding("tampered", seq, "nothing in the case rests on it"));
}

/**
 * One sealed object: its cipher by hash, its plaintext by the salted commitment.
 * @param {{ files: Map<string, Buffer>, stem: string, content: string | undefined, excused: boolean }} at
 * @param {Sealed} seal @returns {{ kind: Finding["kind"], what: string }[]}
 */
function checkSealed({ files, stem, content, excused }, seal) {
  const cipher = files.get(`${stem}.cipher`);
  const salt = files.get(`${stem}.salt`);
  const plaintext = content === undefined ? undefined : files.get(content);
  /** @type {{ kind: Finding["kind"], what: string }[]} */
  const faults = [];
  if (cipher === undefined && !excused) faults.push({ kind: "incomplete", what: "its cipher is missing" });
  if (cipher !== undefined && sha256Hex(cipher) !== seal.cipher)
    faults.push({ kind: "tampered", what: "its cipher is not the one that the leaf names" });
  if (excused && (salt !== undefined || plaintext !== undefined))
    faults.push({ kind: "tampered", what: "is listed as withheld or shredded and stands open here" });
  if (!excused && (salt === undefined || plaintext === undefined))
    faults.push({ kind: "incomplete", what: "is not opened and not listed as withheld or shredded" });
  if (salt === undefined || plaintext === undefined) return faults;
  const commitment = createHmac("sha256", salt).update(plaintext).digest("hex");
  if (salt.length !== 32 || commitment !== seal.commitment)
    faults.push({ kind: "tampered", what: "its plaintext is not the one that the leaf commits to" });
  return faults;
}

/** @param {Package} pack @param {Map<number, Entry>} entries */
function checkBodies({ files, manifest, findings }, entries) {
  const excused = new Set(
    [...manifest.withheld, ...manifest.shredded].filter((one) => one.blob === null).map((one) => one.seq),
  );
  for (const [seq, { leaf }] of entries) {
    const stem = `entries/${String(seq).padStart(12, "0")}`;
    const content = `${stem}.body.json`;
    for (const { kind, what } of checkSealed({ files, stem, content, excused: excused.has(seq) }, leaf.body))
      findings.push(entryFinding(kind, seq, `body: ${what}`));
    const plaintext = files.get(content);
    if (plaintext === undefined) continue;
    const body = parseCanonical(plaintext);
    if (!isRecord(body) || body["type"] !== leaf.type || body["v"] !== leaf.typeV)
      findings.push(entryFinding("tampered", seq, "body: does not have the type that the leaf says"));
  }
}

/** Blobs of the case's own entries; an entry that is only rested on brings none. @param {Package} pack @param {Map<number, Entry>} entries */
function checkBlobs({ files, manifest, findings }, entries) {
  const excused = new Set([...manifest.withheld, ...manifest.shredded].map((one) => one.blob));
  /** @type {Map<string, string>} */
  const contents = new Map();
  for (const name of files.keys()) {
    const [, hash, part] = BLOB_MEMBER.exec(name) ?? [];
    if (hash === undefined || part === undefined || !part.startsWith("content")) continue;
    if (contents.has(hash)) findings.push(finding("tampered", name, "is the second content of one blob"));
    contents.set(hash, name);
  }
  /** @type {Set<string>} */
  const named = new Set();
  let own = 0;
  for (const [seq, { leaf }] of entries) {
    if (leaf.stream !== manifest.stream) continue;
    own++;
    for (const seal of leaf.blobs) {
      named.add(seal.cipher);
      const at = {
        files,
        stem: `blobs/${seal.cipher}`,
        content: contents.get(seal.cipher),
        excused: excused.has(seal.cipher),
      };
      for (const { kind, what } of checkSealed(at, seal))
        findings.push(entryFinding(kind, seq, `blob ${seal.cipher.slice(0, 12)}: ${what}`));
    }
  }
  // An entry that is missing may have named the blob.
  if (own < manifest.entries) return;
  for (const name of files.keys())
    if (name.startsWith("blobs/") && !named.has(BLOB_MEMBER.exec(name)?.[1] ?? ""))
      findings.push(finding("tampered", name, "belongs to no entry of the case"));
}

/** The lists of what is hidden speak of what is here. @param {Package} pack @param {Map<number, Entry>} entries */
function checkHidden({ files, manifest, findings }, entries) {
  for (const { seq, blob } of [...manifest.withheld, ...manifest.shredded]) {
    const leaf = entries.get(seq)?.leaf;
    if (!leaf) findings.push(entryFinding("incomplete", seq, "is listed as withheld or shredded and is not here"));
    else if (blob !== null && !leaf.blobs.some((one) => one.cipher === blob))
      findings.push(entryFinding("tampered", seq, "has no such blob as is listed as withheld or shredded"));
  }
  const all = [...entries.values()].map((entry) => entry.leaf);
  const shreddedHere = manifest.shredded.some((one) => entries.get(one.seq)?.leaf.stream === manifest.stream);
  if (shreddedHere && !all.some((leaf) => leaf.stream === manifest.stream && leaf.type === "shredded"))
    findings.push(finding("incomplete", manifest.stream, "bodies are listed as shredded, and no entry says so"));
  for (const hash of manifest.missing)
    findings.push(finding("incomplete", `blob ${hash.slice(0, 12)}`, "was already lost when the package was made"));
  for (const name of files.keys()) {
    const seq = ENTRY_MEMBER.exec(name)?.[1];
    if (name.startsWith("entries/") && (seq === undefined || !files.has(`entries/${seq}.leaf.json`)))
      findings.push({ kind: seq === undefined ? "tampered" : "incomplete", ...whereIs(name), what: "has no leaf" });
  }
}

/**
 * The reader's own checkpoint, kept from earlier: the package's log must go on from it.
 * @param {Package} pack @param {Checkpoint | null} current @param {Checkpoint & { note: Note }} saved
 */
function checkAnchor({ files, manifest, publicKey, findings }, current, saved) {
  const where = "your checkpoint";
  if (!noteSignedBy(saved.note, manifest.key.name, publicKey))
    return void findings.push(finding("tampered", where, "is not signed by the key of the package"));
  if (current === null) return;
  if (saved.origin !== current.origin) return void findings.push(finding("tampered", where, "is of another log"));
  if (saved.size > current.size) {
    const what = `has ${saved.size} entries, the package's log ${current.size}: the package is older, or the log was rolled back`;
    return void findings.push(finding("incomplete", where, what));
  }
  const proofs = files.get("consistency.json");
  const list = proofs === undefined ? [] : parseCanonical(proofs);
  const match = Array.isArray(list) ? list.find((one) => isRecord(one) && one["size"] === saved.size) : undefined;
  const proof = saved.size === current.size ? [] : proofOf(match);
  if (proof === null) {
    const what = `the package has no proof from its size, ${saved.size}: ask for an export that goes on from it`;
    return void findings.push(finding("incomplete", where, what));
  }
  const claim = { first: saved.size, second: current.size, firstRoot: saved.root, secondRoot: current.root, proof };
  if (!verifyConsistency(claim))
    findings.push(finding("tampered", where, "the package's log does not go on from it: two histories"));
}

/** @param {unknown} value @returns {Buffer[] | null} */
function proofOf(value) {
  const list = isRecord(value) ? value["proof"] : null;
  if (!Array.isArray(list)) return null;
  const hashes = list.map((one) => (typeof one === "string" ? fromBase64(one) : null));
  return hashes.every((hash) => hash !== null) ? hashes : null;
}

// ---- the verdict ----------------------------------------------------------------------------------------------------

/** Texts of a package are a stranger's: no control characters reach the terminal. @param {string} value */
const shown = (value) => value.replace(/[^\x20-\x7e\u00a0-\u024f]/g, "?").slice(0, 200);

/** @param {Finding} one */
const lineOf = (one) => `${one.kind}: ${shown(one.where)}: ${shown(one.what)}`;

/**
 * Verifies one package held in memory. Never throws for what the file says.
 * @param {Uint8Array} bytes @param {Options} [options] @returns {Result}
 */
export function verifyPackage(bytes, options = {}) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const container = readContainer(file);
  if (container === "not-a-package") return notAPackage("the file is not an Export Desk evidence package");
  const saved = options.checkpoint === undefined ? null : savedCheckpoint(options.checkpoint);
  if (saved === "bad") return notAPackage("the file after --checkpoint is not a checkpoint");
  if ("fault" in container)
    return conclude({ findings: [container.fault], manifest: null, origin: "not-checked" }, options);
  const files = new Map(container.members.map((member) => [member.name, member.data]));
  const manifestBytes = files.get("manifest.json");
  if (manifestBytes === undefined) {
    const fault = finding("incomplete", "manifest.json", "the manifest is missing");
    return conclude({ findings: [fault], manifest: null, origin: "not-checked" }, options);
  }
  const value = parseCanonical(manifestBytes);
  const manifest = isManifest(value) ? /** @type {Manifest} */ (value) : null;
  if (manifest === null) {
    const fault = finding("tampered", "manifest.json", "does not have the form of a manifest");
    return conclude({ findings: [fault], manifest: null, origin: "not-checked" }, options);
  }
  return examine({ files, manifest, manifestBytes, saved }, options);
}

/**
 * @param {{ files: Map<string, Buffer>, manifest: Manifest, manifestBytes: Buffer,
 *   saved: (Checkpoint & { note: Note }) | null }} read
 * @param {Options} options @returns {Result}
 */
function examine({ files, manifest, manifestBytes, saved }, options) {
  /** @type {Finding[]} */
  const findings = [];
  const publicKey = fromBase64(manifest.key.ed25519) ?? Buffer.alloc(0);
  const pack = { files, manifest, publicKey, findings };
  const signature = files.get("manifest.sig");
  const signed = signature !== undefined && verifyEd25519(publicKey, manifestBytes, signature);
  if (signature === undefined) findings.push(finding("incomplete", "manifest.sig", "the signature is missing"));
  else if (!signed) findings.push(finding("tampered", "manifest.json", "the signature does not belong to it"));
  if (sha256Hex(publicKey) !== manifest.key.fingerprint)
    findings.push(finding("tampered", "manifest.json", "the fingerprint is not that of its key"));
  const isOurs = options.key !== undefined && options.key === sha256Hex(publicKey);
  if (options.key !== undefined && !isOurs)
    findings.push(finding("tampered", "manifest.json", `signed by another key, ${sha256Hex(publicKey)}`));
  if (manifest.stream !== `case:${manifest.case}`)
    findings.push(finding("tampered", "manifest.json", "names a stream that is not its case's"));
  checkMembers(pack);
  const checkpoint = readCheckpoint(pack);
  const entries = readEntries(pack, checkpoint);
  checkStream(pack, entries);
  checkRefs(pack, entries);
  checkBodies(pack, entries);
  checkBlobs(pack, entries);
  checkHidden(pack, entries);
  if (saved !== null) checkAnchor(pack, checkpoint, saved);
  const origin = options.key === undefined || (isOurs && !signed) ? "not-checked" : isOurs ? "checked" : "another-key";
  const summary = summaryOf(pack, { entries, checkpoint, anchored: saved?.size ?? null });
  return conclude({ findings, manifest, origin, summary }, options);
}

/** @param {Uint8Array} bytes @returns {(Checkpoint & { note: Note }) | "bad"} */
function savedCheckpoint(bytes) {
  const note = parseNote(bytes);
  const checkpoint = note && checkpointOf(note);
  return note && checkpoint ? { ...checkpoint, note } : "bad";
}

/**
 * @param {Package} pack
 * @param {{ entries: Map<number, Entry>, checkpoint: Checkpoint | null, anchored: number | null }} seen
 */
function summaryOf({ manifest }, { entries, checkpoint, anchored }) {
  const own = [...entries.values()].filter((entry) => entry.leaf.stream === manifest.stream);
  const blobs = new Set(own.flatMap((entry) => entry.leaf.blobs.map((blob) => blob.cipher)));
  /** @param {Hidden} one */
  const name = (one) => `entry ${one.seq}${one.blob === null ? "" : ` blob ${one.blob.slice(0, 12)}`} (${one.because})`;
  const { version, commit, engine } = manifest.software;
  return [
    `case: ${manifest.case} of tenant ${manifest.tenant}`,
    `entries: ${own.length} of the case, ${entries.size - own.length} that it rests on, ${blobs.size} ${blobs.size === 1 ? "blob" : "blobs"}`,
    ...(checkpoint ? [`checkpoint: size ${checkpoint.size}, root ${checkpoint.root.toString("base64")}`] : []),
    ...(anchored === null ? [] : [`your checkpoint: size ${anchored}, the log goes on from it`]),
    `key: ${manifest.key.fingerprint}`,
    `software: ${version}${commit === null ? "" : `, commit ${commit}`}, engine ${engine}`,
    ...(manifest.withheld.length > 0 ? [`withheld: ${manifest.withheld.map(name).join(", ")}`] : []),
    ...(manifest.shredded.length > 0 ? [`shredded: ${manifest.shredded.map(name).join(", ")}`] : []),
  ].map(shown);
}

/** @param {string} why @returns {Result} */
function notAPackage(why) {
  const lines = [`not a package: ${why}`];
  return { exit: 3, verdict: "not-a-package", origin: "not-checked", fingerprint: null, lines, findings: [] };
}

/**
 * @param {{ findings: Finding[], manifest: Manifest | null, origin: Result["origin"], summary?: string[] }} seen
 * @param {Options} options @returns {Result}
 */
function conclude({ findings, manifest, origin, summary = [] }, options) {
  // By entry, so that the first line about an entry names the first bad one; contradictions before gaps.
  const rank = { tampered: 0, incomplete: 1 };
  const ordered = [...findings].sort(
    (one, other) => rank[one.kind] - rank[other.kind] || placeOf(one) - placeOf(other),
  );
  const worst = ordered[0];
  const refused = options.requireOrigin === true && options.key === undefined;
  const lines = [originLine(manifest, origin)];
  if (worst === undefined) lines.push(refused ? "no key: --require-origin asks for --key" : "intact", ...summary);
  else {
    lines.push(...ordered.slice(0, MOST_FINDINGS_SHOWN).map(lineOf));
    if (ordered.length > MOST_FINDINGS_SHOWN) lines.push(`and ${ordered.length - MOST_FINDINGS_SHOWN} more`);
  }
  const exit = worst?.kind === "tampered" || refused ? 1 : worst === undefined ? 0 : 2;
  const verdict = worst?.kind ?? "intact";
  return { exit, verdict, origin, fingerprint: manifest?.key.fingerprint ?? null, lines, findings: ordered };
}

/** Manifest and checkpoint, then the entries in order, then what is only counted. @param {Finding} one */
const placeOf = (one) => one.seq ?? (one.where.startsWith("case:") ? Number.MAX_SAFE_INTEGER : -1);

/** @param {Manifest | null} manifest @param {Result["origin"]} origin */
function originLine(manifest, origin) {
  if (origin === "checked") return "origin: checked";
  if (manifest === null) return "origin: not checked (no manifest could be read)";
  const { fingerprint, published } = manifest.key;
  if (origin === "another-key") return `origin: another key (${fingerprint}), not the one given`;
  return shown(`origin: not checked (key ${fingerprint}`) + shown(`; compare it with ${published})`);
}

// ---- the command line -----------------------------------------------------------------------------------------------

const USAGE = "usage: node verify.mjs FILE [--key FINGERPRINT] [--checkpoint FILE] [--require-origin] [--json]";

/**
 * @param {readonly string[]} args
 * @returns {{ file: string, key?: string, checkpoint?: string, requireOrigin: boolean, json: boolean } | { fault: string }}
 */
export function parseArguments(args) {
  /** @type {{ key?: string, checkpoint?: string, requireOrigin: boolean, json: boolean }} */
  const options = { requireOrigin: false, json: false };
  /** @type {string[]} */
  const files = [];
  const rest = args.flatMap((arg) => (/^--[a-z]+=/.test(arg) ? arg.split(/=(.*)/s, 2) : [arg]));
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--require-origin") options.requireOrigin = true;
    else if (arg === "--json") options.json = true;
    else if (arg === "--key" || arg === "--checkpoint") {
      const value = rest.shift();
      if (value === undefined || value === "") return { fault: `${arg} needs a value` };
      if (arg === "--key") options.key = value.toLowerCase();
      else options.checkpoint = value;
    } else if (arg.startsWith("-")) return { fault: `unknown option ${shown(arg)}` };
    else files.push(arg);
  }
  const [file] = files;
  if (file === undefined || files.length > 1) return { fault: "name one file" };
  if (options.key !== undefined && !hashText(options.key)) return { fault: "--key takes 64 hexadecimal digits" };
  return { file, ...options };
}

/** @param {readonly string[]} args @returns {number} */
function main(args) {
  const asked = parseArguments(args);
  if ("fault" in asked) {
    process.stderr.write(`${asked.fault}\n${USAGE}\n`);
    return 3;
  }
  /** @type {Options} */
  const options = { requireOrigin: asked.requireOrigin };
  if (asked.key !== undefined) options.key = asked.key;
  let file;
  try {
    file = readFileSync(asked.file);
    if (asked.checkpoint !== undefined) options.checkpoint = readFileSync(asked.checkpoint);
  } catch (error) {
    process.stderr.write(`cannot read: ${shown(error instanceof Error ? error.message : String(error))}\n`);
    return 3;
  }
  const result = verifyPackage(file, options);
  if (asked.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else (result.exit === 3 ? process.stderr : process.stdout).write(`${result.lines.join("\n")}\n`);
  return result.exit;
}

const entryFile = process.argv[1];
if (entryFile !== undefined && isThisFile(entryFile)) process.exitCode = main(process.argv.slice(2));

/** @param {string} path */
function isThisFile(path) {
  try {
    return pathToFileURL(realpathSync(path)).href === import.meta.url;
  } catch {
    return false;
  }
}
