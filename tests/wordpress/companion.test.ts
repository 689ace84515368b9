import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { ASKED } from "@/tests/support/secrets";
import { callCompanion, hasPhp, PLUGIN, sample, SAMPLES, VECTORS } from "@/tests/support/companion";

const inPhp = hasPhp ? describe : describe.skip;
const reason = hasPhp ? "" : " (skipped: there is no php on this machine; Debian has it as php-cli)";

const call = (name: string, ...args: unknown[]): unknown => callCompanion([[name, args]])[0];

test("the shared vectors are HMAC-SHA256 over time, dot and body", () => {
  const made = VECTORS.map(({ secret, t, body }) => {
    const hex = createHmac("sha256", secret).update(`${t}.${body}`, "utf8").digest("hex");
    return `t=${t},v=${hex}`;
  });
  expect(made).toStrictEqual(VECTORS.map(({ expected }) => expected));
});

/** What a question is signed over: the method, a line end, path and query as sent. */
const QUESTION = {
  secret: "clave-con-eñe",
  t: 1_763_832_660,
  body: "GET\n/wp-json/leads-manager/v1/entries?form=12&from=2026-11-22T00%3A00%3A00Z&to=2026-11-23T00%3A00%3A00Z&page=1",
  expected: "t=1763832660,v=a5c9711ee4c0c1e07440efe8304ab878effe75a38a5dfcf1d333f672db1d0764",
};

inPhp(`the companion${reason}`, () => {
  test("is sound PHP", () => {
    expect(spawnSync("php", ["-l", PLUGIN], { encoding: "utf8" }).stdout).toContain("No syntax errors");
  });

  test("opened by itself says nothing and does nothing", () => {
    const { stdout, stderr, status } = spawnSync("php", ["-d", "display_errors=1", PLUGIN], { encoding: "utf8" });
    expect({ stdout, stderr, status }).toStrictEqual({ stdout: "", stderr: "", status: 0 });
  });

  test("signs as the shared vectors say, and believes them within five minutes only", () => {
    const signed = callCompanion(VECTORS.map(({ secret, t, body }) => ["signature", [secret, t, body]]));
    expect(signed).toStrictEqual(VECTORS.map(({ expected }) => expected));
    const { secret, t, body, expected: header } = QUESTION;
    const believed = (...args: unknown[]) => call("is_signed", ...args);
    expect(believed(secret, header, body, t + 300)).toBe(true);
    expect(believed(secret, header, body, t - 300)).toBe(true);
    expect(believed(secret, header, body, t + 301)).toBe(false);
    expect(believed(secret, header, body, t - 301)).toBe(false);
  });

  test("refuses another secret, another message, no secret and a mangled signature", () => {
    const { secret, t, body, expected: header } = QUESTION;
    const empty = createHmac("sha256", "").update(`${t}.${body}`).digest("hex");
    expect(
      callCompanion([
        ["is_signed", ["other", header, body, t]],
        ["is_signed", [secret, header, `${body} `, t]],
        ["is_signed", ["", `t=${t},v=${empty}`, body, t]],
        ["is_signed", [secret, "", body, t]],
        ["is_signed", [secret, header.toUpperCase(), body, t]],
        ["is_signed", [secret, header.replace(String(t), String(t + 1)), body, t]],
      ]),
    ).toStrictEqual([false, false, false, false, false, false]);
  });

  test("takes the one line from Leads Manager, and nothing that only looks like it", () => {
    const address = "https://crm.example.test/api/intake/0191d6a0-1111-7222-8333-944455556666/tok_En-1";
    expect(
      callCompanion([
        ["connection", [` ${address}#whsec-2f0e8a7c \n`]],
        ["connection", [`${address} whsec-2f0e8a7c`]],
        ["connection", [address]],
        ["connection", [`${address}#short`]],
        ["connection", [`javascript:${address}#whsec-2f0e8a7c`]],
        ["connection", ["https://crm.example.test/other#whsec-2f0e8a7c"]],
      ]),
    ).toStrictEqual([
      { address, secret: "whsec-2f0e8a7c" },
      { address, secret: "whsec-2f0e8a7c" },
      null,
      null,
      null,
      null,
    ]);
  });

  test("tries after 1, 5 and 15 minutes, then every hour, and gives up after seven days", () => {
    const week = 7 * 86_400;
    const waits = callCompanion([1, 2, 3, 4, 5, 6, 7, 50].map((attempts) => ["next_attempt", [attempts, 0, 0]]));
    expect(waits).toStrictEqual([60, 300, 900, 3600, 3600, 3600, 3600, 3600]);
    expect(call("next_attempt", 20, 0, week - 3600)).toBe(week);
    expect(call("next_attempt", 20, 0, week - 3599)).toBeNull();
  });

  test("counts as sent only what Leads Manager itself took", () => {
    const ok = '{"ok":true,"delivery":"0191d6a0"}';
    expect(
      callCompanion([
        ["after_sending", [1, 0, 0, 200, ok]],
        ["after_sending", [1, 0, 0, 200, "<html>Sign in to the hotel's network</html>"]],
        ["after_sending", [1, 0, 0, 201, ok]],
        ["after_sending", [2, 0, 0, 0, "cURL error 28: timed out"]],
        ["after_sending", [1, 0, 0, 401, "{}"]],
        ["after_sending", [1, 0, 0, 413, "{}"]],
        ["after_sending", [30, 0, 7 * 86_400, 503, ""]],
      ]),
    ).toStrictEqual([
      { state: "sent", next: null, error: "" },
      { state: "waiting", next: 60, error: "HTTP 200, but not from Leads Manager" },
      { state: "waiting", next: 60, error: "HTTP 201" },
      { state: "waiting", next: 300, error: "cURL error 28: timed out" },
      { state: "waiting", next: 60, error: "HTTP 401" },
      { state: "failed", next: null, error: "HTTP 413" },
      { state: "failed", next: null, error: "HTTP 503" },
    ]);
  });

  test("tells every plugin's submission in one shape", () => {
    const samples = SAMPLES.map(sample);
    const told = callCompanion(samples.map(({ plugin, seen }) => ["read", [plugin, seen]]));
    expect(told).toStrictEqual(samples.map((one) => one.told));
  });

  test("tells no password and no card, by whatever kind, key or label, and all that only sounds like one", () => {
    const field = (id: string, label: string, value: unknown, type = "text") => ({ id, label, type, value });
    /** What three of the readers make of a field: by its key, by its label. */
    const told = (fields: ReturnType<typeof field>[]) => {
      const form = { id: "1", title: "F", name: "F" };
      const of = (key: "id" | "label") => Object.fromEntries(fields.map((one) => [one[key], one.value]));
      const inputs = Object.fromEntries(fields.map(({ id, type, label }) => [id, { element: type, label }]));
      return callCompanion([
        ["read", ["jetpack-forms", { is_spam: false, about: {}, form, post_id: 1, fields }]],
        ["read", ["fluentform", { form, entry_id: 1, data: of("id"), inputs }]],
        [
          "read",
          [
            "formidable",
            {
              form,
              entry: { form_id: 1, id: 1, metas: of("id") },
              fields: fields.map((one) => ({ ...one, name: one.label })),
            },
          ],
        ],
      ]).map((one) => (one as { fields: { value: string }[] }).fields.map(({ value }) => value));
    };
    const left = ASKED.map(({ open }) => open).filter((open) => open !== null);
    const byKey = ASKED.map(({ name, value, type }) => field(name, "", value, type));
    const byLabel = ASKED.map(({ name, value, type }, at) => field(`f${at}x`, name, value, type));
    expect(told(byLabel)).toStrictEqual([left, left, left]);
    expect(told(byKey)[0]).toStrictEqual(left);
    const kinds =
      "input_password passwordconfirm user_pwd creditcardnumber creditcardcvc stripe_creditcard stripe-credit-card h-captcha cf-turnstile";
    expect(told(kinds.split(" ").map((kind, at) => field(`f${at}x`, "", "1234", kind)))).toStrictEqual([[], [], []]);
    const parts = { user: "ana", password: "hunter2", card: { card_number: "4111111111111111", name: "Ana" } };
    expect(told([field("access", "Access", parts)])).toStrictEqual([["ana Ana"], ["ana Ana"], ["ana Ana"]]);
    const card = { numero: "4111 1111 1111 1112", vencimiento: "12/27", cvv: "123", titular: "JUAN" };
    const boxes = (last: string) => ["4111", "1111", "1111", last];
    expect(told([field("tarjeta", "", card)])).toStrictEqual([["JUAN"], ["JUAN"], ["JUAN"]]);
    expect(told([field("f7x", "Tarjeta", [card])])[0]).toStrictEqual([["JUAN"]]);
    expect(told([field("poliza", "", { vencimiento: "12/27" })])[0]).toStrictEqual(["12/27"]);
    const booking = {
      number: "4111111111111111",
      payment: { number: "5555555555554444" },
      comments: "5555555555554444",
    };
    expect(told([field("booking", "", booking)])[0]).toStrictEqual(["4111111111111111"]);
    expect(told([field("f7x", "Number", boxes("1111")), field("f8x", "Number", boxes("1112"))])[0]).toStrictEqual([
      boxes("1112"),
    ]);
    const captchas = "g-recaptcha-response captcha-170 Captcha h-captcha-response cf-turnstile-response";
    expect(told(captchas.split(" ").map((name) => field(name, "", "x7Fz")))[0]).toStrictEqual([]);
  });

  test("a quiz is left out where it asks whether somebody is a person, and told where it is one, in its words", () => {
    const choices = [
      { value: "gquiz1a", text: "Rosas" },
      { value: "gquiz1b", text: "Malvones" },
    ];
    const quiz = { id: "4", label: "¿Qué flor?", type: "quiz", inputs: [], choices };
    const several = { ...quiz, id: "5", inputs: [{ id: "5.1" }, { id: "5.2" }] };
    const pay = {
      ...{ id: "6", label: "Payment", type: "custom" },
      inputs: [
        { id: "6.1", label: "Card number" },
        { id: "6.2", label: "Card holder" },
      ],
    };
    const entry = {
      id: "9",
      "4": "gquiz1b",
      "5.1": "gquiz1a",
      "5.2": "gquiz1b",
      "6.1": "4111 1111 1111 1112",
      "6.2": "Ana",
    };
    const form = { id: "1", title: "F" };
    const cf7 = {
      ...form,
      tags: [
        { name: "sum", type: "quiz" },
        { name: "who", type: "text" },
      ],
    };
    const [gravity, seven] = callCompanion([
      ["read", ["gravityforms", { form: { ...form, fields: [quiz, several, pay] }, entry }]],
      ["read", ["contact-form-7", { status: "mail_sent", form: cf7, posted: { sum: "4", who: "Ana" } }]],
    ]) as { fields: { value: unknown }[] }[];
    expect(gravity?.fields.map(({ value }) => value)).toStrictEqual(["Malvones", ["Rosas", "Malvones"], "Ana"]);
    expect(seven?.fields).toMatchObject([{ id: "who", value: "Ana" }]);
  });

  test("tells nothing of spam, drafts, refused input and plugins it doesn't know", () => {
    const seen = (name: string) => sample(name).seen as Record<string, object>;
    const gravity = seen("gravityforms");
    const formidable = seen("formidable");
    expect(
      callCompanion([
        ["read", ["contact-form-7", { ...seen("contact-form-7"), status: "spam" }]],
        ["read", ["contact-form-7", { ...seen("contact-form-7"), status: "validation_failed" }]],
        ["read", ["gravityforms", { ...gravity, entry: { ...gravity["entry"], status: "spam" } }]],
        ["read", ["formidable", { ...formidable, entry: { ...formidable["entry"], is_draft: "1" } }]],
        ["read", ["forminator", { ...seen("forminator"), status: "spam" }]],
        ["read", ["jetpack-forms", { ...seen("jetpack-forms"), is_spam: true }]],
        ["read", ["unknown", {}]],
      ]),
    ).toStrictEqual([null, null, null, null, null, null, null]);
  });

  test("sends plain ASCII, whatever was written, with the submission's identity first", () => {
    const { plugin, told } = sample("contact-form-7");
    const body = String(call("body", plugin, "https://www.ejemplo.test", told));
    expect(body).toMatch(/^[\x20-\x7e]+$/);
    expect(body.startsWith('{"companion":1,"plugin":"contact-form-7","site":"https://www.ejemplo.test"')).toBe(true);
    expect(JSON.parse(body)).toMatchObject({ entry: { id: "" }, fields: told["fields"], form: told["form"] });
  });

  test("knows a submission again by its content, not by when it came", () => {
    const { plugin, told } = sample("wpforms");
    const [first, later, other] = callCompanion([
      ["hash", [plugin, told]],
      ["hash", [plugin, { ...told, submittedAt: "2026-01-01T00:00:00+00:00", entry: "9" }]],
      ["hash", [plugin, { ...told, fields: [] }]],
    ]);
    expect(later).toBe(first);
    expect(other).not.toBe(first);
  });

  test("forms of two plugins with the same number never share an identity", () => {
    expect(
      callCompanion([
        ["form_id", ["gravityforms", "1", {}]],
        ["form_id", ["fluentform", "1", { 1: "gravityforms" }]],
        ["form_id", ["gravityforms", "1", { 1: "gravityforms" }]],
      ]),
    ).toStrictEqual([
      ["1", { 1: "gravityforms" }],
      ["fluentform-1", { 1: "gravityforms" }],
      ["1", { 1: "gravityforms" }],
    ]);
  });

  test("answers each entry once, in the order of time, page by page", () => {
    const rows = Array.from({ length: 501 }, (_, at) => ({
      id: String(1000 - at),
      plugin: "wpforms",
      form: "12",
      submittedAt: `2026-11-22T00:${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}+00:00`,
    }));
    const [first, second, none] = callCompanion([
      ["entries_answer", [[...rows.toReversed(), ...rows.slice(0, 3)], 1]],
      ["entries_answer", [rows, 2]],
      ["entries_answer", [[], 0]],
    ]);
    expect(first).toStrictEqual({ total: 501, entries: rows.slice(0, 500), next: 2 });
    expect(second).toStrictEqual({ total: 501, entries: rows.slice(500), next: null });
    expect(none).toStrictEqual({ total: 0, entries: [], next: null });
  });

  test("asks for moments with their offset", () => {
    expect(
      callCompanion([
        ["moment", ["2026-11-22T00:00:00Z"]],
        ["moment", ["2026-11-21T21:00:00-03:00"]],
        ["moment", ["2026-11-22"]],
        ["moment", ["tomorrow"]],
      ]),
    ).toStrictEqual([1_795_305_600, 1_795_305_600, null, null]);
  });
});
