const UNITED_STATES =
  /^(?:us|usa|u\.s\.(?:a\.)?|united states(?: of america)?|vereinigte staaten|états-unis|etats-unis)$/iu;

/** Whether a cell of origins names the United States. */
export const isUnitedStates = (text: string): boolean => UNITED_STATES.test(text.trim());
