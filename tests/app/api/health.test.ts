import { GET } from "@/app/api/health/route";
import { migrationNames } from "@/lib/core/migration-names";

test("says that the database answers and every migration is in it", async () => {
  const response = await GET();
  expect(response.status).toBe(200);
  expect(await response.json()).toStrictEqual({
    status: "ok",
    database: "ok",
    migrations: { applied: migrationNames().length, pending: 0 },
    worker: "on",
    spool: { waiting: 0, bytes: 0, oldestSeconds: 0, refused: 0 },
    deliveries: { failed: expect.any(Number) as number },
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    uptimeSeconds: expect.any(Number) as number,
  });
});

test("answers 503 without throwing while the database is away, and tells no secret", async () => {
  jest.resetModules();
  delete (globalThis as { leadsHealthPool?: unknown }).leadsHealthPool;
  process.env["DATABASE_URL"] = "postgresql://app:hunter2@127.0.0.1:1/app";
  const { GET: ask } = await import("@/app/api/health/route");
  const response = await ask();
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({
    status: "down",
    database: "down",
    migrations: "unknown",
    deliveries: { failed: null },
  });
  expect(text).not.toContain("hunter2");
});
