export const bad = (value: string | null): string => value!;
