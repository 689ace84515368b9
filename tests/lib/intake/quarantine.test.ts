import { systemCtx } from "@/lib/core/ctx";
import { addressNetwork } from "@/lib/core/client-address";
import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { sourceHealth } from "@/lib/intake/health/queries";
import { receiveDelivery } from "@/lib/intake/receiving/commands";
import { judge, QUARANTINE_A_DAY, QUARANTINE_OF_ONE } from "@/lib/intake/receiving/verdict";
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

/** As many refused ones as there is room for, each from a network of its own. */
async function fill({ id: sourceId }: TestSource, reason: string): Promise<void> {
  const data = Array.from({ length: QUARANTINE_A_DAY }, (_, index) => ({
    ...{ id: newId(), sourceId, via: "push", receivedAt: NOW, method: "POST", path: "/", headers: {}, bodySize: 0 },
    ...{ body: new Uint8Array(), state: "quarantined", reason, ip: `10.9.${index >> 8}.${index & 255}` },
  }));
  await database().delivery.createMany({ data });
}

test("one address can't fill the room of what is refused", async () => {
  const source = await makeSource();
  for (let sent = 0; sent < QUARANTINE_OF_ONE + 5; sent++) await knock(source, "wrong", "203.0.113.7");
  expect(await keptOf(source, "wrong_token")).toBe(QUARANTINE_OF_ONE);
  await knock(source, "wrong", "203.0.113.8");
  expect(await keptOf(source, "wrong_token")).toBe(QUARANTINE_OF_ONE + 1);
});

test("nor one network of the newer kind, whatever its addresses", async () => {
  const source = await makeSource();
  for (let sent = 0; sent < QUARANTINE_OF_ONE + 5; sent++) await knock(source, "wrong", `2001:db8::${sent + 1}`);
  expect(await keptOf(source, "wrong_token")).toBe(QUARANTINE_OF_ONE);
});

test("strangers leave the room of who had a key alone, and the admin sees that theirs is full", async () => {
  const source = await makeSource();
  await rotateToken(systemCtx("test"), { sourceId: source.id });
  await endPreviousToken(systemCtx("test"), { sourceId: source.id });
  await fill(source, "wrong_token");
  const { id } = source;
  expect((await sourceHealth(systemCtx("test"), id)).get(id)).toMatchObject({ quarantineFull: true });
  await knock(source, "wrong", "203.0.113.9");
  expect(await keptOf(source, "wrong_token")).toBe(QUARANTINE_A_DAY);
  expect(await knock(source, source.token, "203.0.113.9")).toMatchObject({ status: 401 });
  expect(await keptOf(source, "former_token")).toBe(1);
});

test("and have no end either way", async () => {
  const source = await makeSource();
  await fill(source, "former_token");
  await rotateToken(systemCtx("test"), { sourceId: source.id });
  await endPreviousToken(systemCtx("test"), { sourceId: source.id });
  await knock(source, source.token, "203.0.113.9");
  expect(await keptOf(source, "former_token")).toBe(QUARANTINE_A_DAY);
});

test("a signature is worked out for nobody who hasn't the key", () => {
  const locks = { tokenHash: tokenHash("right"), previousTokenHash: null, previousTokenUntil: null };
  const door = { ...locks, id: "", active: true, allowGet: false, secretSealed: "x", requireSignature: true };
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
