// The few words a rendered card adds by itself: names of what was cut, and what an input still needs.

export const moreItems = (count: number): string => `… and ${count} more`;
export const moreParts = (count: number): string => `… and ${count} more ${count === 1 ? "part" : "parts"}`;
export const neededMessage = (label: string): string => `Still needed: ${label}`;
export const shortMessage = (label: string, least: number): string => `${label}: at least ${least} characters`;
/** Above a tick that must be set. */
export const CONFIRM = "Please confirm";
/** The word a coloured status never goes without. */
export const TONE_WORDS = { neutral: "", good: "Done", attention: "Attention", warning: "Waiting" } as const;
