/** What kind of error, and where in the code: its message may quote a customer, so it stays out of the log. */
export function whereOf(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: "" };
  const frame = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return { error: error.name, at: frame?.trim() ?? "" };
}
