import * as unknown from "@/app/api/v1/[[...unknown]]/route";
import { database } from "@/lib/core/db";
import { makeKey } from "@/tests/support/api";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** A path that nobody made, with a body that nobody reads and a question asked twice. */
async function ask(method: (typeof METHODS)[number], key?: string) {
  const request = new Request("http://server:3000/api/v1/campains?a=1&a=2", {
    method,
    headers: { host: "server:3000", "x-request-id": "same-request", ...(key && { authorization: `Bearer ${key}` }) },
    ...(!["GET", "HEAD"].includes(method) && { body: "{" }),
  });
  const answer = await unknown[method](request, { params: Promise.resolve({}) });
  return { status: answer.status, type: answer.headers.get("content-type"), body: (await answer.json()) as object };
}

test.each(METHODS)("%s of what the API doesn't have is said as a program is told everything", async (method) => {
  const { key } = await makeKey({ permissions: ["lead.read"] });
  await expect(ask(method, key)).resolves.toStrictEqual({
    status: 404,
    type: "application/json",
    body: { code: "NOT_FOUND", requestId: "same-request" },
  });
});

test.each(METHODS)("%s without a key that works learns nothing of what there is", async (method) => {
  const { key, id } = await makeKey();
  await database().apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
  const refused = {
    status: 401,
    type: "application/json",
    body: { code: "UNAUTHENTICATED", requestId: "same-request" },
  };
  for (const one of [undefined, key, `lm_${"A".repeat(43)}`]) {
    await expect(ask(method, one)).resolves.toStrictEqual(refused);
  }
});
