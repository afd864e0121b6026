/** One line of the report. `ms`: how long each of many took, in milliseconds. `rate`: how many a second. `more`: what else must be said. */
export type Row = {
  readonly what: string;
  readonly ms?: readonly number[];
  readonly rate?: number;
  readonly ratio?: number;
  readonly megabytes?: number;
  readonly more?: string;
};

/** A thing measured on its own: it starts what it needs, bounds what it sends, and leaves nothing behind. */
export type Figure = {
  readonly name: string;
  readonly what: string;
  /** The words after `--` that it understands. */
  readonly options?: readonly string[];
  readonly run: (options: ReadonlySet<string>) => Promise<readonly Row[]>;
};

/** The value below which `share` (0 to 1) of the values lie: nearest rank, so always one that was measured. Throws on none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("no values were measured");
  return found;
}

/** Runs `act` for each input in turn and gives the milliseconds each took. */
export function timed<T>(inputs: readonly T[], act: (input: T) => unknown): readonly number[] {
  return inputs.map((input) => {
    const before = performance.now();
    act(input);
    return performance.now() - before;
  });
}

const plain = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A row as it is printed: median, p50 being the same, p99 and worst of what took time; else the one number. */
export function line({ what, ms, rate, ratio, megabytes, more }: Row): string {
  const said = [
    ...(ms
      ? [
          `median ${plain(quantile(ms, 0.5))} ms, p99 ${plain(quantile(ms, 0.99))} ms, worst ${plain(quantile(ms, 1))} ms (n ${ms.length})`,
        ]
      : []),
    ...(rate === undefined ? [] : [`${plain(rate)} a second`]),
    ...(ratio === undefined ? [] : [`× ${plain(ratio)}`]),
    ...(megabytes === undefined ? [] : [`${plain(megabytes)} MB`]),
    ...(more === undefined ? [] : [more]),
  ];
  return `  ${what.padEnd(46)} ${said.join("; ")}`;
}
