/** Where a command reads and writes: the process's own streams, or a test's. */
export type Io = {
  /** Resolves when the reader has taken it: a slow reader slows the batch, nothing piles up. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => number;
};
