/** What a promise gives within `ms` milliseconds, else `otherwise`. The promise goes on; it must not reject by then. */
export async function within<T, Other>(work: Promise<T>, ms: number, otherwise: Other): Promise<T | Other> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Other>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
