/** The places of the rulebook in use, which every name of the chart and of the groups has to be one of. */
export type KnownPlaces = {
  /** Code of a name as the Code prints it; null: no spelling of the rulebook. */
  readonly codeOf: (name: string) => string | null;
  /** Rows of the chart of the edition before, and its columns with a mark. */
  readonly charted: readonly string[];
  readonly marked: readonly string[];
  /** Members of the groups of the edition before, and the groups. */
  readonly grouped: readonly string[];
  readonly groups: readonly string[];
};
