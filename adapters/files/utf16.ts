/** UTF-16 without a mark: at least 90 % of the high or of the low bytes are zero, and few of the others. */
export function isBareUtf16(head: Uint8Array): "le" | "be" | null {
  const pairs = Math.floor(Math.min(head.length, 4_096) / 2);
  if (pairs < 2) return null;
  let evenZero = 0;
  let oddZero = 0;
  for (let at = 0; at < pairs; at += 1) {
    if (head[at * 2] === 0) evenZero += 1;
    if (head[at * 2 + 1] === 0) oddZero += 1;
  }
  if (oddZero > pairs * 0.9 && evenZero === 0) return "le";
  return evenZero > pairs * 0.9 && oddZero === 0 ? "be" : null;
}
