/** An exact rational: `n / d`, d > 0, not necessarily reduced. Comparison never passes through a float. */
export type Exact = { readonly n: bigint; readonly d: bigint };

const RATIONAL = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/;

/** Reads `-12.50`, `1000` or `1/1000`. Null for any other form, and for a zero denominator. */
export function exactOf(text: string): Exact | null {
  const parts = RATIONAL.exec(text);
  if (!parts) return null;
  const [, sign = "", whole = "", fraction = "", below] = parts;
  const n = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const d = 10n ** BigInt(fraction.length) * (below === undefined ? 1n : BigInt(below));
  return d === 0n ? null : { n, d };
}

export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d });
export const plus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Exact, b: Exact): Exact => plus(a, { n: -b.n, d: b.d });

/** Negative, zero or positive, as a sort wants it. */
export function compareExact(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}

/** `a / b` as a number with three significant digits, for margins shown to people; null when b is zero. */
export function ratioOf(a: Exact, b: Exact): number | null {
  if (b.n === 0n) return null;
  const n = a.n * b.d;
  const d = a.d * b.n;
  const scaled = Number((n * 1_000_000n) / d) / 1_000_000;
  return Number(scaled.toPrecision(3));
}
