import { createDb } from "../../db/connect.ts";
export const bad = createDb;
