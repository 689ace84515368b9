import { createHmac } from "node:crypto";
import net from "node:net";
import { closeDatabase, database } from "@/lib/core/db";
import { QUARANTINE_A_DAY } from "@/lib/intake/receiving/verdict";
import {
  endPreviousSecret,
  endPreviousToken,
  makeSecret,
  pauseSource,
  rotateToken,
} from "@/lib/intake/sources/commands";
import { systemCtx } from "@/lib/core/ctx";
import {
  capturedRequests,
  deliveryOf,
  makeSource,
  openDoor,
  readdressed,
  requestBytes,
  sendBytes,
  settleAll,
} from "@/tests/support/intake";
import { eventsOf } from "@/tests/support/house";
import type { DoorServer, Reply } from "@/tests/support/intake";

// The first request compiles everything; machines that build differ much.
jest.setTimeout(60_000);

let server: DoorServer;
const send = (bytes: Uint8Array): Promise<Reply> => sendBytes(server.port, bytes);
const JSON_TYPE = { "Content-Type": "application/json" };

beforeAll(async () => {
  server = await openDoor();
});
const KEPT = { state: true, reason: true, path: true } as const;

afterAll(async () => {
  await server.close();
  await closeDatabase();
});

/** The source's first delivery, once it is on disk. */
async function arrivedOf(sourceId: string): Promise<string> {
  for (;;) {
    const delivery = await database().delivery.findFirst({ where: { sourceId }, select: { id: true } });
    if (delivery) return delivery.id;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Pings, drafts and what holds no person. */
const NOT_LEADS = /test|ping|draft|empty|honeypot/;
const endOf = (name: string) => (NOT_LEADS.test(name) ? "rejected, true" : "processed, false");

describe("every captured request", () => {
  test.each([...capturedRequests("captured"), ...capturedRequests("cases")])(
    "$name is stored byte by byte, answered exactly 200, and ends as it should",
    async ({ name, bytes }) => {
      const source = await makeSource({ allowGet: true });
      const reply = await send(readdressed(bytes, source.path));
      expect(reply.status).toBe(200);
      const delivery = await deliveryOf(reply);
      expect(reply.body).toBe(`{"ok":true,"delivery":"${delivery.id}"}`);
      const sent = bytes.subarray(bytes.indexOf("\r\n\r\n") + 4);
      expect(Buffer.from(delivery.body).equals(sent)).toBe(true);
      expect(JSON.stringify({ ...delivery, body: "" })).not.toContain(source.token);
      await settleAll();
      const settled = await deliveryOf(reply);
      expect(`${settled.state}, ${settled.leadId === null}`).toBe(endOf(name));
    },
  );
});

describe("the token", () => {
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  test.each([
    ["in the address", (token: string) => ({ tail: `/${token}`, headers: {} })],
    ["in the address with a slash behind it", (token: string) => ({ tail: `/${token}/`, headers: {} })],
    ["in X-Lead-Token", (token: string) => ({ tail: "", headers: { "X-Lead-Token": token } })],
    ["as Bearer", (token: string) => ({ tail: "", headers: { Authorization: `Bearer ${token}` } })],
    ["as Basic password", (token: string) => ({ tail: "", headers: { Authorization: basic("any", token) } })],
    ["as Basic user", (token: string) => ({ tail: "", headers: { Authorization: basic(token, "x") } })],
  ])("opens the door %s, and is kept nowhere", async (_, make) => {
    const source = await makeSource();
    const { tail, headers } = make(source.token);
    const reply = await send(requestBytes(`/api/intake/${source.id}${tail}?a=b`, "email=a@b.example", { headers }));
    expect(reply.status).toBe(200);
    const delivery = await deliveryOf(reply);
    expect(delivery.path).toBe(`/api/intake/${source.id}?a=b`);
    const kept = JSON.stringify(delivery.headers);
    expect(kept).not.toContain(source.token);
    expect(kept).not.toContain(Buffer.from(`any:${source.token}`).toString("base64"));
  });

  test("that is wrong or missing is refused, and what came is kept apart and never read", async () => {
    const source = await makeSource();
    const wrong = await send(requestBytes(`/api/intake/${source.id}/wrong`, "email=ana@example.com"));
    const none = await send(requestBytes(`/api/intake/${source.id}`, "email=ana@example.com"));
    expect([wrong.status, none.status]).toStrictEqual([401, 401]);
    await settleAll();
    const kept = await database().delivery.findMany({ where: { sourceId: source.id }, orderBy: { id: "asc" } });
    expect(kept.map(({ state, reason, leadId }) => ({ state, reason, leadId }))).toStrictEqual([
      { state: "quarantined", reason: "wrong_token", leadId: null },
      { state: "quarantined", reason: "no_token", leadId: null },
    ]);
  });

  test("behind the address opens nothing and is kept nowhere; what else stands there is", async () => {
    const source = await makeSource();
    const other = "x".repeat(source.token.length);
    for (const address of [`/api/intake/${source.id}`, source.path])
      await send(requestBytes(`${address}?token=${source.token}&a=${other}&key=${source.token}`, "email=a@b.example"));
    const kept = await database().delivery.findMany({ where: { sourceId: source.id }, orderBy: { id: "asc" } });
    expect(kept.map(({ state }) => state)).toStrictEqual(["quarantined", "received"]);
    for (const { path } of kept)
      expect(path).toBe(`/api/intake/${source.id}?token=[redacted]&a=${other}&key=[redacted]`);
  });

  test("before a rotation still opens it for seven days, and not a moment longer", async () => {
    const source = await makeSource();
    await rotateToken(systemCtx("test"), { sourceId: source.id });
    expect((await send(requestBytes(source.path, "a=b"))).status).toBe(200);
    const later = await makeSource();
    await rotateToken(systemCtx("test", { now: () => new Date(Date.now() - 7 * 86_400_000 - 1000) }), {
      sourceId: later.id,
    });
    expect((await send(requestBytes(later.path, "a=b"))).status).toBe(401);
  });

  test("before a rotation can be ended by hand; ended once, there is nothing left to end", async () => {
    const source = await makeSource();
    const { path: fresh } = await rotateToken(systemCtx("test"), { sourceId: source.id });
    await endPreviousToken(systemCtx("test"), { sourceId: source.id });
    expect((await send(requestBytes(source.path, "a=b"))).status).toBe(401);
    expect((await send(requestBytes(fresh, "a=b"))).status).toBe(200);
    await expect(endPreviousToken(systemCtx("test"), { sourceId: source.id })).rejects.toThrow("PRECONDITION");
    const events = await eventsOf(source.id);
    expect(events.map(({ name }) => name).slice(-2)).toStrictEqual([
      "source.tokenRotated",
      "source.previousTokenEnded",
    ]);
  });

  test("before the one before a rotation doesn't: two open the door, never three", async () => {
    const source = await makeSource();
    const second = await rotateToken(systemCtx("test"), { sourceId: source.id });
    const third = await rotateToken(systemCtx("test"), { sourceId: source.id });
    const status = async (address: string) => (await send(requestBytes(address, "a=b"))).status;
    expect([await status(source.path), await status(second.path), await status(third.path)]).toStrictEqual([
      401, 200, 200,
    ]);
  });

  test("quarantine keeps at most 1 MB of each, and so many a day", async () => {
    const source = await makeSource();
    const big = await send(requestBytes(`/api/intake/${source.id}/wrong`, Buffer.alloc(2_000_000, "x")));
    expect(big.status).toBe(401);
    const [first] = await database().delivery.findMany({ where: { sourceId: source.id } });
    expect({ kept: first?.body.byteLength, came: first?.bodySize }).toStrictEqual({ kept: 1_048_576, came: 2_000_000 });
    const full = await makeSource();
    await database().$executeRawUnsafe(
      `insert into "Delivery" (id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize", state, reason)
       select gen_random_uuid(), $1::uuid, 'push', now(), 'POST', '/', '{}', '', 0, 'quarantined', 'wrong_token'
         from generate_series(1, $2::int)`,
      full.id,
      QUARANTINE_A_DAY.posts,
    );
    expect((await send(requestBytes(`/api/intake/${full.id}/wrong`, "a=b"))).status).toBe(401);
    expect(await database().delivery.count({ where: { sourceId: full.id } })).toBe(QUARANTINE_A_DAY.posts);
    expect(await database().unkept.findMany({ where: { sourceId: full.id } })).toMatchObject([{ count: 1 }]);
  });
});

describe("the door", () => {
  test("answers 404 for a source there isn't and keeps nothing", async () => {
    const before = await database().delivery.count();
    for (const id of ["00000000-0000-7000-8000-000000000000", "nonsense", "%00", "%zz"]) {
      expect((await send(requestBytes(`/api/intake/${id}/token`, "a=b"))).status).toBe(404);
    }
    expect(await database().delivery.count()).toBe(before);
  });

  test.each(["POST", "PUT", "PATCH"])("takes %s", async (method) => {
    const source = await makeSource();
    expect((await send(requestBytes(source.path, "a=b", { method }))).status).toBe(200);
  });

  test("takes GET only where the source allows it, and never takes HEAD or DELETE for a delivery", async () => {
    const closed = await makeSource();
    const open = await makeSource({ allowGet: true });
    const status = async (address: string, method: string) =>
      (await send(requestBytes(address, "", { method, headers: { "Content-Length": "0" } }))).status;
    expect(await status(`${closed.path}?email=a@b.example`, "GET")).toBe(405);
    expect(await status(`${open.path}?email=a@b.example`, "GET")).toBe(200);
    expect(await status(open.path, "HEAD")).toBe(405);
    expect(await status(open.path, "DELETE")).toBe(405);
    expect(await database().delivery.count({ where: { sourceId: { in: [open.id] } } })).toBe(1);
  });

  test("a GET with the right token that the source doesn't take is kept apart with its reason; a look at the address is not", async () => {
    const { id, path } = await makeSource();
    const get = async (address: string) =>
      (await send(requestBytes(address, "", { method: "GET", headers: { "Content-Length": "0" } }))).status;
    expect(await get(`${path}?email=a@b.example`)).toBe(405);
    expect(await get(path)).toBe(405);
    expect(await get(`${path.slice(0, -3)}xyz?email=a@b.example`)).toBe(405);
    expect(await database().delivery.findMany({ where: { sourceId: id }, select: KEPT })).toStrictEqual([
      {
        state: "quarantined",
        reason: "get_not_allowed",
        path: expect.stringContaining("?email=a@b.example") as string,
      },
    ]);
  });

  test("over 10 MB: 413, with the head and the first 64 kB kept; exactly 10 MB is taken", async () => {
    const source = await makeSource();
    const limit = 10 * 1024 * 1024;
    const taken = await send(requestBytes(source.path, Buffer.alloc(limit, "x")));
    const refused = await send(
      requestBytes(source.path, Buffer.alloc(limit + 1, "x"), { headers: { "X-Plugin": "cf7" } }),
    );
    expect([taken.status, refused.status]).toStrictEqual([200, 413]);
    const kept = await database().delivery.findFirstOrThrow({ where: { sourceId: source.id, state: "rejected" } });
    expect(kept).toMatchObject({ reason: "too_large", bodySize: limit + 1, headers: { "x-plugin": "cf7" } });
    expect(kept.body.byteLength).toBe(65_536);
  });

  /** A request whose connection breaks before so much has come as it announced. */
  async function sendBroken(path: string, announced: number): Promise<void> {
    const whole = requestBytes(path, "email=ana%40example.com&mensaje=Hola", {
      headers: { "Content-Length": String(announced) },
    });
    await new Promise<void>((done) => {
      const socket = net.connect(server.port, "127.0.0.1", () => {
        socket.write(whole);
        setTimeout(() => {
          socket.destroy();
          done();
        }, 300);
      });
    });
  }

  test("keeps what had come when the connection broke in the middle, and says so", async () => {
    const source = await makeSource();
    await sendBroken(source.path, 900);
    const deliveryId = await arrivedOf(source.id);
    await settleAll();
    expect(await database().delivery.findUnique({ where: { id: deliveryId } })).toMatchObject({
      state: "processed",
      reason: "cut_off",
      bodySize: 900,
    });
    // There is no more of it in the delivery either.
    const touch = await database().touchpoint.findFirst({ where: { sourceId: source.id } });
    expect(touch?.values).toMatchObject({ cut: false, cutOff: true });
  });

  test("keeps what had come of a length that no column could hold", async () => {
    const source = await makeSource();
    await sendBroken(source.path, 9_999_999_999);
    const deliveryId = await arrivedOf(source.id);
    expect(await database().delivery.findUnique({ where: { id: deliveryId } })).toMatchObject({
      reason: "too_large",
      bodySize: 2 ** 31 - 1,
      body: Buffer.from("email=ana%40example.com&mensaje=Hola"),
    });
  });

  test("of a paused source keeps what comes and answers 200, and nothing becomes a lead", async () => {
    const source = await makeSource();
    await pauseSource(systemCtx("test"), { sourceId: source.id });
    const reply = await send(requestBytes(source.path, "email=ana@example.com"));
    expect(reply.status).toBe(200);
    await settleAll();
    expect(await deliveryOf(reply)).toMatchObject({ state: "rejected", reason: "source_paused", leadId: null });
  });

  test("asks a signature to be right where there is one, and takes what isn't signed", async () => {
    const source = await makeSource({ secret: "s3cret" });
    const body = '{"email":"ana@example.com"}';
    const now = Math.floor(Date.now() / 1000);
    const signed = (secret: string, time = now) => {
      const value = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
      return { ...JSON_TYPE, "X-WPForms-Webhook-Signature": `t=${time},v=${value}` };
    };
    expect((await send(requestBytes(source.path, body, { headers: signed("s3cret") }))).status).toBe(200);
    expect((await send(requestBytes(source.path, body, { headers: signed("other") }))).status).toBe(401);
    expect((await send(requestBytes(source.path, body, { headers: JSON_TYPE }))).status).toBe(200);
    const copied = signed("s3cret", now - 2 * 86_400);
    expect((await send(requestBytes(source.path, body, { headers: copied }))).status).toBe(401);
    const states = await database().delivery.findMany({ where: { sourceId: source.id }, orderBy: { id: "asc" } });
    expect(states.map(({ reason }) => reason)).toStrictEqual(["", "bad_signature", "", "old_signature"]);
  });

  test("asks every request for a signature where the admin wants it so, and keeps apart what has none", async () => {
    const source = await makeSource({ secret: "s3cret", requireSignature: true });
    const body = '{"email":"ana@example.com"}';
    const now = Math.floor(Date.now() / 1000);
    const companion = (time: number) => {
      const value = createHmac("sha256", "s3cret").update(`${time}.${body}`).digest("hex");
      return { ...JSON_TYPE, "X-Leads-Manager-Signature": `t=${time},v=${value}` };
    };
    const form = { "Content-Type": "application/x-www-form-urlencoded", "X-WPForms-Webhook-Signature": "t=1,v=00" };
    const status = async (headers: Record<string, string>, sent = body) =>
      (await send(requestBytes(source.path, sent, { headers }))).status;
    expect(await status(companion(now))).toBe(200);
    expect(await status(companion(now - 400))).toBe(401);
    expect(await status(JSON_TYPE)).toBe(401);
    expect(await status(form, "email=a%40b.example")).toBe(401);
    const kept = await database().delivery.findMany({ where: { sourceId: source.id }, orderBy: { id: "asc" } });
    expect(kept.map(({ reason, bodySize }) => `${reason} ${bodySize > 0}`)).toStrictEqual([
      " true",
      "old_signature true",
      "no_signature true",
      "unverifiable_signature true",
    ]);
  });

  test("needs no signature where there is no secret to check one with", async () => {
    const source = await makeSource({ requireSignature: true });
    expect((await send(requestBytes(source.path, "email=a%40b.example"))).status).toBe(200);
  });

  test("notes the address of the connection, whatever the visitor claims", async () => {
    const source = await makeSource();
    const headers = { "X-Forwarded-For": "203.0.113.9", "X-Peer-Address": "203.0.113.10" };
    const delivery = await deliveryOf(await send(requestBytes(source.path, "a=b", { headers })));
    expect(delivery.ip).toBe("127.0.0.1");
  });

  test("keeps a hundred at once, each once", async () => {
    const source = await makeSource();
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => send(requestBytes(source.path, `email=p${index}@example.com`))),
    );
    expect(new Set(replies.map(({ status }) => status))).toStrictEqual(new Set([200]));
    const bodies = await database().delivery.findMany({ where: { sourceId: source.id }, select: { body: true } });
    expect(new Set(bodies.map(({ body }) => Buffer.from(body).toString())).size).toBe(100);
  });
});

describe("bad input is kept, marked and answered 200", () => {
  const nested = `${'{"a":'.repeat(100)}1${"}".repeat(100)}`;
  test.each<[string, string | Buffer, Record<string, string>]>([
    ["nothing", "", {}],
    ["white space", " \r\n ", JSON_TYPE],
    ["broken JSON", '{"email":"ana@example.com', JSON_TYPE],
    ["JSON nested 100 deep", nested, JSON_TYPE],
    ["JSON nested 100,000 deep", "[".repeat(100_000), JSON_TYPE],
    ["no known field", '{"foo":"bar"}', JSON_TYPE],
    ["form bytes called JSON", "email=ana%40example.com&nombre=Ana", JSON_TYPE],
    ["Latin-1", Buffer.from("nombre=Jos\xe9&email=jose@example.com", "latin1"), {}],
    ["NUL and half an emoji", '{"nombre":"A\\u0000na \\ud83d","email":"ana@example.com"}', JSON_TYPE],
    ["a name of 100,000 letters", JSON.stringify({ name: "Añ".repeat(50_000), email: "a@b.example" }), JSON_TYPE],
    ["9 MB of one value", JSON.stringify({ email: "big@example.com", adjunto: "A".repeat(9_000_000) }), JSON_TYPE],
    ["9 MB of noise", Buffer.alloc(9_000_000, "=&%5B%5D"), { "Content-Type": "application/x-www-form-urlencoded" }],
    ["__proto__ and constructor", '{"__proto__":{"a":1},"constructor":"x","email":"p@example.com"}', JSON_TYPE],
  ])("%s", async (_, body, headers) => {
    const source = await makeSource();
    const reply = await send(requestBytes(source.path, body, { headers }));
    expect(reply.status).toBe(200);
    await settleAll();
    const delivery = await deliveryOf(reply);
    expect(Buffer.from(delivery.body).equals(Buffer.from(body))).toBe(true);
    expect({ state: delivery.state, reason: delivery.reason }).not.toMatchObject({ state: "failed" });
    expect(delivery.state).not.toBe("received");
    expect(`${delivery.state} ${delivery.reason}`).toMatch(/^processed|\w \w/);
  });
});

describe("a signature made with the secret before the last", () => {
  const body = "email=ana@b.example";
  const signedWith = (secret: string, time = Math.floor(Date.now() / 1000)) => {
    const value = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
    return { "x-leads-manager-signature": `t=${time},v=${value}` };
  };
  const statusOf = async (path: string, secret: string) =>
    (await send(requestBytes(path, body, { headers: signedWith(secret) }))).status;
  const again = async (sourceId: string, daysAgo = 0) => {
    const now = () => new Date(Date.now() - daysAgo * 86_400_000 - 1000);
    return (await makeSecret(systemCtx("test", { now }), { sourceId, replaces: true })).secret;
  };

  test("is taken for seven days, so that a second site can be connected, and not a moment longer", async () => {
    const source = await makeSource({ secret: "s3cret", requireSignature: true });
    const fresh = await again(source.id);
    const [old, present, other] = await Promise.all(
      ["s3cret", fresh, "other"].map((one) => statusOf(source.path, one)),
    );
    expect([old, present, other]).toStrictEqual([200, 200, 401]);
    const later = await makeSource({ secret: "s3cret", requireSignature: true });
    const present7 = await again(later.id, 7);
    expect(await statusOf(later.path, "s3cret")).toBe(401);
    expect(await statusOf(later.path, present7)).toBe(200);
  });

  test("is taken no more once that is ended by hand, or another has taken its place", async () => {
    const source = await makeSource({ secret: "s3cret" });
    await again(source.id);
    await endPreviousSecret(systemCtx("test"), { sourceId: source.id });
    expect(await statusOf(source.path, "s3cret")).toBe(401);
    await expect(endPreviousSecret(systemCtx("test"), { sourceId: source.id })).rejects.toThrow("PRECONDITION");
    expect((await eventsOf(source.id)).at(-1)?.name).toBe("source.previousSecretEnded");
    const twice = await makeSource({ secret: "s3cret" });
    const first = await again(twice.id);
    await again(twice.id);
    expect([await statusOf(twice.path, "s3cret"), await statusOf(twice.path, first)]).toStrictEqual([401, 200]);
  });

  test("is old and not wrong where a queue was late", async () => {
    const source = await makeSource({ secret: "s3cret" });
    await again(source.id);
    const late = signedWith("s3cret", Math.floor(Date.now() / 1000) - 3600);
    expect((await send(requestBytes(source.path, body, { headers: late }))).status).toBe(401);
    const kept = await database().delivery.findFirstOrThrow({ where: { sourceId: source.id } });
    expect(kept.reason).toBe("old_signature");
  });
});
