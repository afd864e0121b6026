/** Codes, counts and durations of what the edge did; never content, names or tokens. */
export type EdgeLog = (
  event: string,
  fields: { readonly code?: string; readonly status?: number; readonly ms?: number; readonly count?: number },
) => void;
