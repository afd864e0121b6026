export const bad = (): number => Date.now();
