import type { Clock } from "../../core/ports/clock.ts";
import type { DeskMessage, NewMessage, SharedFile, Shelf, Step } from "./desk-model.ts";
import { openSnapshot, sealSnapshot, type Snapshot, type Upload } from "./desk-snapshot.ts";
import { KEPT_MESSAGES, UPLOAD_LIFE_MS } from "./limits.ts";

const STATE = "desk.json";
const uploadName = (id: string): string => `upload-${id}`;

/** What the web desk shows, kept over restarts. It is furniture: nothing here is evidence, all of it can be lost. */
export type Desk = {
  version(): number;
  message(id: string): DeskMessage | null;
  /** Messages changed after a version, oldest first. */
  changedSince(version: number): readonly DeskMessage[];
  /** Adds a message, or replaces the one of the same id in place; resolves when it is on the shelf. */
  put(message: NewMessage): Promise<DeskMessage>;
  steps(): ReadonlySet<Step>;
  tick(step: Step): Promise<void>;
  keepUpload(file: SharedFile, bytes: Uint8Array): Promise<void>;
  upload(id: string): SharedFile | null;
  openUpload(id: string): Promise<Uint8Array | null>;
  /** Called with the new version after each change; returns how to stop. */
  onChange(listener: (version: number) => void): () => void;
};

/** Opens the desk from its shelf; uploads older than a day are removed. A snapshot of another form starts empty. */
export async function createDesk(shelf: Shelf, clock: Pick<Clock, "now">): Promise<Desk> {
  let state: Snapshot = openSnapshot(await shelf.read(STATE));
  const listeners = new Set<(version: number) => void>();
  const save = createSaver(() => shelf.write(STATE, sealSnapshot(state)));

  const change = async (next: Omit<Snapshot, "version">): Promise<void> => {
    state = { ...next, version: state.version + 1 };
    await save();
    for (const listener of listeners) listener(state.version);
  };
  const live = (upload: Upload): boolean => upload.at > clock.now() - UPLOAD_LIFE_MS;
  for (const upload of state.uploads.filter((old) => !live(old))) await shelf.remove(uploadName(upload.id));
  state = { ...state, uploads: state.uploads.filter(live) };

  return {
    version: () => state.version,
    message: (id) => state.messages.find((message) => message.id === id) ?? null,
    changedSince: (version) => state.messages.filter((message) => message.changed > version),
    async put(message) {
      const known = state.messages.find((other) => other.id === message.id);
      const kept: DeskMessage = { ...message, at: known?.at ?? clock.now(), changed: state.version + 1 };
      const messages = known
        ? state.messages.map((other) => (other.id === kept.id ? kept : other))
        : [...state.messages, kept].slice(-KEPT_MESSAGES);
      await change({ ...state, messages });
      return kept;
    },
    steps: () => new Set(state.steps),
    async tick(step) {
      if (!state.steps.includes(step)) await change({ ...state, steps: [...state.steps, step] });
    },
    async keepUpload(file, bytes) {
      await shelf.write(uploadName(file.id), bytes);
      await change({ ...state, uploads: [...state.uploads, { ...file, at: clock.now() }] });
    },
    upload: (id) => {
      const found = state.uploads.find((upload) => upload.id === id);
      return found ? { id: found.id, name: found.name, size: found.size } : null;
    },
    openUpload: (id) =>
      state.uploads.some((upload) => upload.id === id) ? shelf.read(uploadName(id)) : Promise.resolve(null),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Writes one after another; changes that wait for the shelf share the next write. Resolves when a change is written. */
function createSaver(write: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= last = last
      .catch(() => undefined)
      .then(() => {
        next = null;
        return write();
      });
    return next;
  };
}
