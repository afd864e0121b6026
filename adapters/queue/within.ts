/** Whether `work` was fulfilled within `ms`: `"done"`, or `"late"`; what it does later is dropped. A rejection in time is thrown. */
export async function within(work: Promise<unknown>, ms: number): Promise<"done" | "late"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), ms);
  });
  // A rejection after the time is nobody's.
  work.catch(() => undefined);
  try {
    return await Promise.race([work.then((): "done" => "done"), late]);
  } finally {
    clearTimeout(timer);
  }
}
