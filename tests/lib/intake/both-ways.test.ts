import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { homeInUserAgent, homeOf } from "@/lib/intake/home-address";
import { idOf, lead, settled } from "@/tests/support/arrivals";
import { makeCompany } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { PullKindName } from "@/lib/intake/schema";

jest.setTimeout(30_000);
afterAll(closeDatabase);

type Way = { values: object; more: object };
type Told = { message?: string; id?: number; at?: Date };

const text = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");
const NOW = () => new Date();
const mail = "ines@correo.test";
const words = "Hola\nnecesitamos <b>izaje</b> en Neuquén";

/** The same submission as the plugin's webhook tells it, and as its REST interface does. */
const PLUGINS: Record<string, { kind: PullKindName; push: (told: Told) => Way; pull: (told: Told) => object }> = {
  gravity: {
    kind: "gravity",
    push: ({ id = 1, message = words, at = NOW() }) => ({
      values: {
        id: String(id),
        form_id: "3",
        date_created: text(at),
        source_url: "https://x.test/",
        "1": "Inés Ocampo",
        "2": mail,
        "3": message,
      },
      more: {},
    }),
    pull: ({ id = 1, message = words, at = NOW() }) => ({
      entries: [{ id: String(id), form_id: "3", date_created: text(at), "1": "Inés Ocampo", "2": mail, "3": message }],
      _labels: { "1": "Nombre", "2": "E-Mail", "3": "Mensaje" },
    }),
  },
  fluent: {
    kind: "fluent",
    push: ({ id = 1, message = words, at = NOW() }) => ({
      values: {
        nombre: "Inés Ocampo",
        email: mail,
        mensaje: message,
        __submission: { id, form_id: "3", created_at: text(at), source_url: "https://x.test/" },
      },
      more: {},
    }),
    pull: ({ id = 1, message = words, at = NOW() }) => ({
      data: [
        {
          id: String(id),
          form_id: "3",
          response: JSON.stringify({ nombre: "Inés Ocampo", email: mail, mensaje: message }),
          created_at: text(at),
        },
      ],
    }),
  },
  formidable: {
    kind: "formidable",
    push: ({ id = 1, message = words, at = NOW() }) => ({
      values: {
        id: String(id),
        item_key: "k1",
        form_id: "3",
        is_draft: "0",
        created_at: text(at),
        nombre: "Inés Ocampo",
        correo: mail,
        msj: message,
      },
      more: {},
    }),
    pull: ({ id = 1, message = words, at = NOW() }) => ({
      k1: {
        id: String(id),
        item_key: "k1",
        form_id: "3",
        is_draft: "0",
        created_at: text(at),
        meta: { nombre: "Inés Ocampo", correo: mail, msj: message },
      },
    }),
  },
  elementor: {
    kind: "elementor",
    push: ({ message = words }) => ({
      values: { Nombre: "Inés Ocampo", "E-Mail": mail, Mensaje: message, form_id: "7d2c1b0", form_name: "Contacto" },
      more: {},
    }),
    pull: ({ id = 1, message = words, at = NOW() }) => ({
      data: {
        id,
        element_id: "7d2c1b0",
        form: { name: "Contacto", element_id: "7d2c1b0", fields: [{ id: "message", label: "Mensaje" }] },
        created_at_gmt: text(at),
        values: [
          { key: "name", value: "Inés Ocampo" },
          { key: "email", value: mail },
          { key: "message", value: message },
        ],
      },
    }),
  },
  "contact form 7 with the endpoint": {
    kind: "predecessor",
    push: ({ message = words }) => ({
      values: { "your-name": "Inés Ocampo", "your-email": mail, "your-message": message },
      more: {},
    }),
    pull: ({ id = 1, message = words, at = NOW() }) => ({
      form_submissions: [{ id, created_at: text(at), Nombre: "Inés Ocampo", "E-Mail": mail, Mensaje: message }],
    }),
  },
};

async function sources(kind: PullKindName, separate: boolean) {
  const company = await makeCompany();
  const site = { url: `https://${newId()}.test`, userName: "u", password: "p" };
  const formId = kind === "elementor" ? "7d2c1b0" : "3";
  const pulled = await makeSource({
    companyId: company.id,
    kind: "pull",
    pullKind: kind,
    formId,
    site,
    timeZone: "UTC",
  });
  const pushed = separate ? await makeSource({ companyId: company.id, timeZone: "UTC" }) : pulled;
  return { pushed, pulled, companyId: company.id };
}

const sendPush = (sourceId: string, { values, more }: Way) => settled(sourceId, values as never, more);
const sendPull = (sourceId: string, values: object) =>
  settled(sourceId, values as never, { via: "pull", method: "GET", path: "/wp-json/x" });
const countsOf = async (companyId: string) => ({
  leads: await database().lead.count({ where: { companyId } }),
  entries: await database().entry.count({ where: { source: { companyId } } }),
  touches: await database().touchpoint.count({ where: { lead: { companyId } } }),
});

const of = (plugin: string) => PLUGINS[plugin] ?? fail();
/** Not made anew: it said the same, or filled what was empty. */
const isJoined = (delivery: { state: string; outcome: string }) =>
  delivery.state === "duplicate" || delivery.outcome === "updated";
const plugins = Object.keys(PLUGINS);

describe.each([
  ...plugins.map((name): [string, string, boolean] => [name, "one source", false]),
  ...plugins.map((name): [string, string, boolean] => [name, "two sources of a company", true]),
])("%s by %s", (name, _how, separate) => {
  const { kind, push, pull } = of(name);

  test("sent to us and then fetched is one entry and one lead, and the fetched one a duplicate", async () => {
    const { pushed, pulled, companyId } = await sources(kind, separate);
    const first = await sendPush(pushed.id, push({}));
    const second = await sendPull(pulled.id, pull({}));
    expect(first).toMatchObject({ state: "processed", outcome: "created" });
    expect(second.leadId).toBe(first.leadId);
    expect(isJoined(second)).toBe(true);
    expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 1, touches: 1 });
    const again = await sendPull(pulled.id, pull({}));
    expect(again).toMatchObject({ state: "duplicate", leadId: first.leadId });
    expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 1, touches: 1 });
  });

  test("fetched and then sent to us is one as well", async () => {
    const { pushed, pulled, companyId } = await sources(kind, separate);
    const first = await sendPull(pulled.id, pull({}));
    const second = await sendPush(pushed.id, push({}));
    expect(second.leadId).toBe(first.leadId);
    expect(isJoined(second)).toBe(true);
    expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 1, touches: 1 });
  });

  test("sent again with other words at another time is another touch of the same person", async () => {
    const { pushed, pulled, companyId } = await sources(kind, separate);
    await sendPush(pushed.id, push({}));
    const later = new Date(Date.now() - 3 * 3_600_000);
    const other = await sendPull(pulled.id, pull({ id: 9, message: "Otra cosa", at: later }));
    expect(other).toMatchObject({ state: "processed", outcome: "touched" });
    expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 2, touches: 2 });
  });
});

describe.each(plugins)("%s", (name) => {
  const { kind, push, pull } = of(name);
  test("corrected at the site changes the lead, unless somebody here had changed it", async () => {
    const { pulled } = await sources(kind, false);
    const first = await sendPush(pulled.id, push({}));
    await sendPull(pulled.id, pull({}));
    const corrected = await sendPull(pulled.id, pull({ message: "Corregido" }));
    expect(corrected).toMatchObject({ outcome: "updated", leadId: first.leadId });
    expect((await lead(idOf(first))).message).toBe("Corregido");
    await database().lead.update({ where: { id: idOf(first) }, data: { message: "A mano" } });
    await sendPull(pulled.id, pull({ message: "Otra vez" }));
    expect((await lead(idOf(first))).message).toBe("A mano");
  });
});

test("the same words of somebody else, and the same words hours apart, are never joined", async () => {
  const { pushed, pulled, companyId } = await sources("elementor", true);
  const { push, pull } = of("elementor");
  await sendPush(pushed.id, push({}));
  const body = JSON.parse(JSON.stringify(pull({ id: 4 })).replaceAll(mail, "otra@correo.test")) as object;
  expect(await sendPull(pulled.id, body)).toMatchObject({ outcome: "created" });
  const old = pull({ id: 5, at: new Date(Date.now() - 5 * 3_600_000) });
  expect(await sendPull(pulled.id, old)).toMatchObject({ outcome: "touched" });
  expect((await countsOf(companyId)).entries).toBe(3);
});

test.each(["gravity", "fluent", "formidable"])(
  "%s: what was long on its way is known by its id and its words",
  async (name) => {
    const { pushed, pulled, companyId } = await sources(of(name).kind, true);
    const at = new Date(Date.now() - 40 * 86_400_000);
    const first = await sendPush(pushed.id, of(name).push({ at }));
    expect(await sendPull(pulled.id, of(name).pull({ at }))).toMatchObject({
      state: "duplicate",
      leadId: first.leadId,
    });
    expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 1, touches: 1 });
    const other = await sendPull(pulled.id, of(name).pull({ id: 2, at }));
    expect(other).toMatchObject({ outcome: "touched" });
  },
);

test("a submission of long ago that is fetched makes no lead look idle", async () => {
  const { pushed, pulled } = await sources("gravity", true);
  const first = await sendPush(pushed.id, of("gravity").push({}));
  const before = (await lead(idOf(first))).lastActivityAt;
  const old = of("gravity").pull({ id: 7, message: "Lo de antes", at: new Date(Date.now() - 40 * 86_400_000) });
  const second = await settled(pulled.id, old as never, {
    via: "pull",
    method: "GET",
    path: "/wp-json/x",
    history: true,
  });
  expect(second).toMatchObject({ outcome: "touched", leadId: first.leadId });
  expect((await lead(idOf(first))).lastActivityAt).toStrictEqual(before);
});

test("another company's form of the same number is another entry", async () => {
  const [one, other] = [await sources("gravity", true), await sources("gravity", true)];
  const { push, pull } = of("gravity");
  const first = await sendPush(one.pushed.id, push({}));
  const second = await sendPull(other.pulled.id, pull({}));
  expect(second).toMatchObject({ outcome: "created" });
  expect(second.leadId).not.toBe(first.leadId);
});

test("a webhook of the same form, id and person is of the fetched entry, however much later it comes", async () => {
  const { pushed, pulled, companyId } = await sources("formidable", true);
  const { push, pull } = of("formidable");
  const first = await sendPull(pulled.id, pull({ at: new Date(Date.now() - 86_400_000) }));
  const late = push({ message: "Corregido un día después", at: new Date(Date.now() - 86_400_000) });
  const second = await sendPush(pushed.id, late);
  expect(second).toMatchObject({ outcome: "updated", leadId: first.leadId });
  expect((await countsOf(companyId)).entries).toBe(1);
});

test("a draft makes nothing, and its final version by the other way makes one lead", async () => {
  const { pulled, companyId } = await sources("formidable", false);
  const { push, pull } = of("formidable");
  const { values } = push({});
  expect(await sendPush(pulled.id, { values: { ...values, is_draft: "1" }, more: {} })).toMatchObject({
    reason: "draft",
  });
  expect(await sendPull(pulled.id, pull({}))).toMatchObject({ outcome: "created" });
  await sendPush(pulled.id, push({}));
  expect(await countsOf(companyId)).toStrictEqual({ leads: 1, entries: 1, touches: 1 });
});

test.each([
  ["WordPress/6.9; https://www.Ejemplo.test/blog/", "ejemplo.test/blog"],
  ["WordPress/6.9; https://ejemplo.test; Jetpack", "ejemplo.test"],
  ["curl/8.1", ""],
  ["WordPress/6.9", ""],
])("of %p the site is %p", (agent, home) => {
  expect(homeInUserAgent(agent)).toBe(home);
  expect(homeOf("http://www.ejemplo.test/blog/")).toBe("ejemplo.test/blog");
});

function fail(): never {
  throw new Error("no such plugin");
}
