import { newSecret, signedHeaders } from "@/lib/webhooks/signature";

/** Made by the reference library (standardwebhooks 1.1.1), the first of them also an example of its own tests. */
const VECTORS = [
  {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    message: { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: new Date(1_614_265_330_000), body: '{"test": 2432232314}' },
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  {
    secret: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    message: {
      id: "0193a000-0000-7000-8000-00000000000a",
      at: new Date("2026-11-28T10:00:00Z"),
      body: '{"type":"lead.created","name":"Ana Pérez"}',
    },
    signature: "v1,7wTd2OUXX50yN875EY9cWPshFBviyv9L/xGQyO+7ld0=",
  },
] as const;

test.each(VECTORS)("is what the reference library signs: $message.id", ({ secret, message, signature }) => {
  const at = String(message.at.getTime() / 1000);
  expect(signedHeaders(message, [secret])).toStrictEqual({
    "webhook-id": message.id,
    "webhook-timestamp": at,
    "webhook-signature": signature,
  });
});

test("two secrets sign both, the new one first", () => {
  const [known] = VECTORS;
  const headers = signedHeaders(known.message, ["whsec_AAAA", known.secret]);
  const alone = signedHeaders(known.message, ["whsec_AAAA"]);
  expect(headers["webhook-signature"]).toBe(`${String(alone["webhook-signature"])} ${known.signature}`);
});

test("another body, id or moment has another signature", () => {
  const message = { id: "a", at: new Date(0), body: "{}" };
  const of = (more: object) => signedHeaders({ ...message, ...more }, ["whsec_AAAA"])["webhook-signature"];
  const all = [of({}), of({ id: "b" }), of({ at: new Date(1000) }), of({ body: "{ }" })];
  expect(new Set(all).size).toBe(all.length);
});

test("a secret is 32 random bytes", () => {
  const [one, two] = [newSecret(), newSecret()];
  expect(one).toMatch(/^whsec_[A-Za-z\d+/]{43}=$/);
  expect(one).not.toBe(two);
});
