import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../../bot/config/environment.ts";
import { tenantSchema } from "../../../bot/config/tenant-schema.ts";
import { modelOf } from "../../../bot/greeting.ts";
import { LOCAL_TENANT } from "../../../bot/local-tenant.ts";
import { createModelAccess } from "../../../bot/work/model-access.ts";
import { createModel } from "../../../adapters/ai/model.ts";
import { toTenantId } from "../../../core/ids.ts";

const read = (env: Readonly<Record<string, string>>) => readSettings({ DESK_HOME: "/nowhere", ...env }, "/nowhere");

describe("the model's settings", () => {
  it("without a key there is no model, and the start says so", () => {
    const settings = read({ OPENAI_MODEL: "test-model" });
    expect(settings.model).toBeUndefined();
    expect(modelOf(settings)).toBe("none: all answers come from the rules");
  });

  it("a key alone speaks to the vendor in responses, and never shows itself", () => {
    const settings = read({ OPENAI_API_KEY: "sk-not-real", OPENAI_MODEL: "test-model" });
    expect(settings.model).toEqual({ apiKey: "sk-not-real", baseUrl: null, model: "test-model", mode: "responses" });
    expect(modelOf(settings)).toContain("test-model at api.openai.com");
    expect(modelOf(settings)).not.toContain("sk-not-real");
  });

  it("a base URL names any compatible server, spoken to in chat completions", () => {
    const settings = read({ OPENAI_API_KEY: "x", OPENAI_BASE_URL: "http://127.0.0.1:8000/v1", OPENAI_MODEL: "local" });
    expect(settings.model).toMatchObject({ baseUrl: "http://127.0.0.1:8000/v1", mode: "chat" });
    expect(modelOf(settings)).toContain("local at 127.0.0.1:8000");
  });

  it("the key comes from a file as well", () => {
    const folder = mkdtempSync(join(tmpdir(), "desk-key-"));
    writeFileSync(join(folder, "key"), "sk-from-file\n");
    expect(read({ OPENAI_API_KEY_FILE: join(folder, "key") }).model?.apiKey).toBe("sk-from-file");
    rmSync(folder, { recursive: true });
  });

  it.each([
    [{ OPENAI_BASE_URL: "http://127.0.0.1:8000/v1" }, /OPENAI_API_KEY is missing/],
    [{ OPENAI_API_KEY: "x", OPENAI_BASE_URL: "127.0.0.1:8000" }, /OPENAI_BASE_URL must be an address/],
    [{ OPENAI_API_KEY: "x", OPENAI_BASE_URL: "file:///etc/passwd" }, /OPENAI_BASE_URL must be an address/],
  ])("half a configuration does not start: %j", (env, says) => {
    expect(() => read(env)).toThrow(says);
  });
});

describe("a tenant's egress policy", () => {
  const model = createModel({ apiKey: "x", baseUrl: "http://127.0.0.1:9/v1", model: "m", mode: "chat" });

  it("lets only published files go when nothing is said, and nothing of a tenant that is not known", () => {
    const access = createModelAccess(model, [LOCAL_TENANT]);
    expect(access.egressOf(toTenantId("local")).policy).toBe("public-only");
    expect(access.egressOf(toTenantId("stranger")).policy).toBe("none");
  });

  it("is one of four words, and a published file is named by its hash", () => {
    const tenant = { ...LOCAL_TENANT, people: LOCAL_TENANT.people.map(({ id, name }) => ({ id, name })) };
    for (const egress of ["none", "public-only", "redacted", "all"])
      expect(tenantSchema.safeParse({ ...tenant, egress }).success).toBe(true);
    expect(tenantSchema.safeParse({ ...tenant, egress: "everything" }).success).toBe(false);
    expect(tenantSchema.safeParse({ ...tenant, published: ["datasheet.pdf"] }).success).toBe(false);
  });
});
