import { defineConfig } from "drizzle-kit";

// Dialect `sqlite`, not `turso`: the latter drops indexes that it has not made yet.
// Run from the top folder: npx drizzle-kit generate --config db/drizzle.config.ts
export default defineConfig({ dialect: "sqlite", schema: "./db/schema/*.ts", out: "./db/migrations" });
