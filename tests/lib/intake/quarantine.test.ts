import { systemCtx } from "@/lib/core/ctx";
import { addressNetwork } from "@/lib/core/client-address";
import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { sourceHealth } from "@/lib/intake/health/queries";
import { receiveDelivery } from "@/lib/intake/receiving/commands";
import { judge, KEPT_IN_QUARANTINE, QUARANTINE_A_DAY, QUARANTINE_OF_ONE } from "@/lib/intake/receiving/verdict";
import { endPreviousToken, rotateToken } from "@/lib/intake/sources/commands";
import { tokenHash } from "@/lib/core/token";
import { makeSource } from "@/tests/support/intake";
import type { TestSource } from "@/tests/support/intake";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const NOW = new Date();
const arrival = (sourceId: string, token: string, ip: string) => ({
  id: newId(),
  sourceId,
  receivedAt: new Date(),
  method: "POST",
  path: `/api/intake/${sourceId}`,
  headers: {},
  body: Buffer.from("email=ana@example.com"),
  bodySize: 21,
  ip,
  requestId: "r",
  tokenHashes: [tokenHash(token)],
});
const knock = (source: TestSource, token: string, ip: string) => receiveDelivery(arrival(source.id, token, ip));
const keptOf = ({ id: sourceId }: TestSource, reason: string) =>
  database().delivery.count({ where: { sourceId, state: "quarantined", reason } });

const { posts: MOST } = QUARANTINE_A_DAY;
const { posts: MOST_OF_ONE } = QUARANTINE_OF_ONE;

/** As many refused ones as these, each from an address of its own where none is named. */
async function fill({ id: sourceId }: TestSource, reason: string, posts: number, ip?: string): Promise<void> {
  await database().$executeRawUnsafe(
    `insert into "Delivery" (id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize", state, reason, ip)
     select gen_random_uuid(), $1::uuid, 'push', now(), 'POST', '/', '{}', '', 0, 'quarantined', $2,
            coalesce($4, '10.' || (n >> 16) || '.' || ((n >> 8) & 255) || '.' || (n & 255)) from generate_series(1, $3::int) as n`,
    sourceId,
    reason,
    posts,
    ip ?? null,
  );
}

async function healthOf({ id }: TestSource) {
  return (await sourceHealth(systemCtx("test"), id)).get(id);
}

/** Counted once a second. */
async function unkeptOf(source: TestSource, most: number): Promise<number | undefined> {
  const until = Date.now() + 5000;
  for (;;) {
    const count = (await healthOf(source))?.unkept;
    if ((count ?? 0) >= most || Date.now() > until) return count;
    await new Promise((done) => setTimeout(done, 50));
  }
}

test("a whole day of a form with a wrong address is kept, all from one machine", async () => {
  const source = await makeSource();
  for (let sent = 0; sent < 400; sent++) {
    expect(await knock(source, "wrong", "203.0.113.7")).toMatchObject({ status: 401 });
  }
  expect(await keptOf(source, "wrong_token")).toBe(400);
  expect(await healthOf(source)).toMatchObject({ unkept: 0, lastUnkeptAt: null });
});

test("one address can't fill the room of what is refused, and what isn't kept is counted and said at once", async () => {
  const source = await makeSource();
  await fill(source, "wrong_token", MOST_OF_ONE - 1, "203.0.113.7");
  await knock(source, "wrong", "203.0.113.7");
  expect(await healthOf(source)).toMatchObject({ unkept: 0 });
  await knock(source, "wrong", "203.0.113.7");
  expect((await healthOf(source))?.lastUnkeptAt).toBeInstanceOf(Date);
  await Promise.all(Array.from({ length: 200 }, () => knock(source, "wrong", "203.0.113.7")));
  expect(await keptOf(source, "wrong_token")).toBe(MOST_OF_ONE);
  expect(await unkeptOf(source, 201)).toBe(201);
  await knock(source, "wrong", "203.0.113.8");
  expect(await keptOf(source, "wrong_token")).toBe(MOST_OF_ONE + 1);
});

test("nor one network of the newer kind, whatever its addresses", async () => {
  const source = await makeSource();
  await fill(source, "wrong_token", MOST_OF_ONE, "2001:db8::1");
  await knock(source, "wrong", "2001:db8::2");
  expect(await keptOf(source, "wrong_token")).toBe(MOST_OF_ONE);
  await knock(source, "wrong", "2001:db8:0:1::2");
  expect(await keptOf(source, "wrong_token")).toBe(MOST_OF_ONE + 1);
});

test("large bodies fill it as many small ones do", async () => {
  const source = await makeSource();
  const big = { ...arrival(source.id, "wrong", "203.0.113.7"), body: Buffer.alloc(KEPT_IN_QUARANTINE, "x") };
  const most = Math.floor(QUARANTINE_OF_ONE.bytes / (KEPT_IN_QUARANTINE + 60));
  for (let sent = 0; sent < most + 3; sent++) await receiveDelivery({ ...big, id: newId() });
  expect(await keptOf(source, "wrong_token")).toBe(most);
  expect(await unkeptOf(source, 3)).toBe(3);
});

test("strangers leave the room of who had a key alone, and the admin sees that theirs is full", async () => {
  const source = await makeSource();
  await rotateToken(systemCtx("test"), { sourceId: source.id });
  await endPreviousToken(systemCtx("test"), { sourceId: source.id });
  await fill(source, "wrong_token", MOST);
  await knock(source, "wrong", "203.0.113.9");
  expect(await keptOf(source, "wrong_token")).toBe(MOST);
  expect(await unkeptOf(source, 1)).toBe(1);
  expect(await knock(source, source.token, "203.0.113.9")).toMatchObject({ status: 401 });
  expect(await keptOf(source, "former_token")).toBe(1);
});

test("and have no end either way", async () => {
  const source = await makeSource();
  await fill(source, "former_token", MOST);
  await rotateToken(systemCtx("test"), { sourceId: source.id });
  await endPreviousToken(systemCtx("test"), { sourceId: source.id });
  await knock(source, source.token, "203.0.113.9");
  expect(await keptOf(source, "former_token")).toBe(MOST);
  expect(await unkeptOf(source, 1)).toBe(1);
});

test("a signature is worked out for nobody who hasn't the key", () => {
  const locks = { tokenHash: tokenHash("right"), previousTokenHash: null, previousTokenUntil: null };
  const secrets = { secretSealed: "x", previousSecretSealed: "", previousSecretUntil: null };
  const door = { ...locks, ...secrets, id: "", active: true, allowGet: false, requireSignature: true };
  const signature = jest.fn(() => "valid" as const);
  const request = { isGet: false, bodySize: 1, signature };
  expect(judge(door, { ...request, tokenHashes: [tokenHash("wrong")] }, NOW)).toMatchObject({ reason: "wrong_token" });
  expect(signature).not.toHaveBeenCalled();
  expect(judge(door, { ...request, tokenHashes: [tokenHash("right")] }, NOW)).toMatchObject({ state: "received" });
  expect(signature).toHaveBeenCalledTimes(1);
});

test.each([
  ["203.0.113.7", "203.0.113.7/32"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["", "0.0.0.0/32"],
])("the network of %j", (address, network) => {
  expect(addressNetwork(address)).toBe(network);
});
