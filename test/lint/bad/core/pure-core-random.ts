export const bad = (): number => Math.random();
