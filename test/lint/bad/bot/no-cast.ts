export const bad = (value: unknown): string => value as string;
