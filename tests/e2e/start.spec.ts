import { expect, test } from "@/tests/support/journey";

test("the server that npm start runs is healthy, and says so without a secret", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(Object.keys((await response.json()) as object).sort()).toStrictEqual([
    "database",
    "deliveries",
    "migrations",
    "spool",
    "status",
    "uptimeSeconds",
    "version",
    "worker",
  ]);
});

test("it is reached by plain http at a name that isn't localhost", async ({ page, baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const response = await page.goto(`http://server:${port}/api/health`);
  expect(response?.status()).toBe(200);
});
