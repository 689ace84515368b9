import { GET } from "@/app/api/v1/statuses/route";
import { REQUESTS_A_MINUTE } from "@/lib/auth/keys/rate/commands";
import { database } from "@/lib/core/db";
import { ask, makeKey } from "@/tests/support/api";

test("a key that asks too often is told when to come again; another one isn't bothered", async () => {
  const { key, id } = await makeKey();
  const { key: other } = await makeKey();
  expect((await ask(GET, "/api/v1/statuses", { key })).status).toBe(200);
  await database().rateLimit.updateMany({
    where: { key: { contains: id } },
    data: { points: REQUESTS_A_MINUTE },
  });
  const answer = await ask(GET, "/api/v1/statuses", { key });
  expect(answer).toMatchObject({ status: 429, body: { code: "LIMIT" } });
  const seconds = Number(answer.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await ask(GET, "/api/v1/statuses", { key: other })).status).toBe(200);
});

test("its last use is kept to the minute", async () => {
  const { key, id } = await makeKey();
  const lastUsed = async () => (await database().apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  const use = () => ask(GET, "/api/v1/statuses", { key });
  await use();
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await use();
  await expect(lastUsed()).resolves.toStrictEqual(first);
  await database().apiKey.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
  await use();
  expect((await lastUsed())?.getTime()).toBeGreaterThan(Date.now() - 60_000);
});
