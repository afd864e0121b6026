export const bad = (): Promise<unknown> => import("../bot/compose.ts");
