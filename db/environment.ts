import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type Environment = "production" | "test" | "training";

/**
 * Marks a home with its environment at first use; later the mark must agree, so that production and training never
 * meet in one folder. Call under the home's lock. Throws when the home belongs to another environment.
 */
export async function claimEnvironment(home: string, environment: Environment): Promise<void> {
  const file = join(home, "environment");
  try {
    await writeFile(file, `${environment}\n`, { flag: "wx", mode: 0o600 });
  } catch {
    const owner = (await readFile(file, "utf8")).trim();
    if (owner !== environment)
      throw new Error(`this folder belongs to DESK_ENV=${owner}, not ${environment}: use another DESK_HOME`);
  }
}
