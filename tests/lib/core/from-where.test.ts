import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { Outcome } from "@/lib/core/errors";
import { fromRequest, fromShell, originIdOf } from "@/lib/core/from-where";
import { PEER_HEADER } from "@/lib/core/client-address";
import { mutate } from "@/lib/core/mutate";
import { happen } from "@/tests/support/audit";

test("a request comes from its peer and says with what; far too long names are cut", () => {
  const headers = new Headers({ [PEER_HEADER]: "203.0.113.9", "user-agent": "x".repeat(1000) });
  expect(fromRequest("screen", headers)).toStrictEqual({
    via: "screen",
    address: "203.0.113.9",
    userAgent: "x".repeat(400),
  });
  expect(fromShell()).toMatchObject({ via: "shell" });
});

test("each place is one row however often and by how many it is written at once, and events name it", async () => {
  const from = { via: "api", address: "203.0.113.201", userAgent: "curl" } as const;
  const ctx = systemCtx("test", { from });
  const seqs = (await Promise.all([happen(2, ctx), happen(1, ctx), happen(1, ctx)])).flat();
  const events = await database().event.findMany({ where: { seq: { in: seqs } }, select: { originId: true } });
  expect(new Set(events.map(({ originId }) => originId))).toStrictEqual(new Set([originIdOf(from)]));
  expect(await database().origin.findMany({ where: { address: from.address } })).toStrictEqual([
    { id: originIdOf(from), ...from },
  ]);
});

test("what was refused leaves no place behind, and what is done from there later does", async () => {
  const from = { via: "screen", address: "203.0.113.203", userAgent: "a" } as const;
  const ctx = systemCtx("test", { from });
  const there = () => database().origin.count({ where: { address: from.address } });
  const refused = mutate(ctx, () => Promise.reject(new Outcome("FORBIDDEN")));
  await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
  const undone = mutate(ctx, async (tx) => {
    await happen(1, { ...ctx, tx });
    throw new Outcome("CONFLICT");
  });
  await expect(undone).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await there()).toBe(0);
  await happen(1, ctx);
  expect(await there()).toBe(1);
});

test("another browser is another place, and the server's own doing comes from none", async () => {
  const from = { via: "screen", address: "203.0.113.202", userAgent: "a" } as const;
  expect(originIdOf({ ...from, userAgent: "b" })).not.toBe(originIdOf(from));
  const [seq = 0n] = await happen(1);
  expect(await database().event.findUnique({ where: { seq } })).toMatchObject({ originId: null });
});
