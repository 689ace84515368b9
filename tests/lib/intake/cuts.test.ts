import { closeDatabase, database } from "@/lib/core/db";
import { understand } from "@/lib/intake/understand";
import { lead, settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import { json, SITE } from "@/tests/support/wordpress";
import type { Understood } from "@/lib/intake/schema";

jest.setTimeout(30_000);
afterAll(closeDatabase);

const WHO = { Nombre: "Ana Ruiz", "E-Mail": "ana@example.com" };
const LONG = "Necesito un flete. ".repeat(6_000);

test("a message too long for a lead is cut on it and marked with the reason; the delivery keeps it whole", async () => {
  const source = await makeSource();
  const delivery = await settled(source.id, { ...WHO, Mensaje: LONG });
  expect(delivery).toMatchObject({ state: "processed", outcome: "created", reason: "message_cut" });
  expect((delivery.understood as unknown as Understood).problems).toContain("message_cut");
  expect((await lead(delivery.leadId)).message).toHaveLength(100_000);
  expect(Buffer.from(delivery.body).toString()).toContain(LONG.trim());
  const [touch] = await database().touchpoint.findMany({ where: { leadId: String(delivery.leadId) } });
  expect(touch?.values).toMatchObject({ cut: true, cutOff: false });
});

test("a name too long for its column likewise; one that fits has no mark", async () => {
  const source = await makeSource();
  const long = await settled(source.id, { ...WHO, Empresa: "Transportes y depósitos ".repeat(12) });
  expect(long.reason).toBe("");
  const longest = await settled((await makeSource()).id, { ...WHO, Empresa: "Logística".repeat(300) });
  expect(longest.reason).toBe("value_cut");
  expect(await lead(longest.leadId)).toMatchObject({ firm: "Logística".repeat(300).slice(0, 300), extra: {} });
  const drawn = await lead((await settled((await makeSource()).id, { ...WHO, Empresa: "🚚🚚" })).leadId);
  expect([drawn.firm, drawn.extra]).toStrictEqual(["🚚🚚", {}]);
  const longer = await settled((await makeSource()).id, { ...WHO, Servicio: "Picking ".repeat(40) });
  expect(longer.reason).toBe("value_cut");
});

test("more than 5,000 fields: the first are read, and it says so", () => {
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`campo_${at}`, `v${at}`]));
  const [many] = understand(json({ mail: "ana@r.test", ...fields(6_000) }), SITE);
  expect(many).toMatchObject({ kind: "lead", email: "ana@r.test", problems: ["too_many_fields"] });
  expect(Object.keys({ ...many?.extra })).toHaveLength(4_999);
  expect(understand(json({ mail: "ana@r.test", ...fields(4_999) }), SITE)[0]?.problems).toStrictEqual([]);
});

test("more than 4,000 entries in one request: the first are read, and each says so", () => {
  const entries = Array.from({ length: 4_200 }, (_, at) => ({ mail: `p${at}@r.test` }));
  const found = understand(json(entries), SITE);
  expect(found).toHaveLength(4_000);
  expect(found[0]?.problems).toStrictEqual(["too_many_entries"]);
});
