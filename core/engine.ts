/** Moves whenever the canonical output of the golden set moves (test/core/engine.test.ts holds the hash). */
export const ENGINE = 2;
