import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { normalisePhone } from "@/lib/core/phone";
import { isFillerMail, isFillerPhone } from "@/lib/leads/duplicates/filler";
import { sameName } from "@/lib/leads/duplicates/same-person/schema";
import { compareWaiting } from "@/lib/leads/duplicates/scanning/commands";
import { arrive, idOf, lead, read, settled } from "@/tests/support/arrivals";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const ana = { nombre: "Ana Pérez", email: "ana@correo.test", telefono: "11 4321-8765", mensaje: "Hola" };
const beto = { nombre: "Beto Luna", email: "beto@otro.test", telefono: "351 422-1100", mensaje: "Busco izaje" };
const site = () => ({ url: `https://${newId()}.test`, userName: "u", password: "p" });
const gravity = (id: string, { nombre, email, mensaje }: typeof ana) => ({
  entries: [{ id, form_id: "3", date_created: "2026-05-01 10:00:00", "1": nombre, "2": email, "3": mensaje }],
  _labels: { "1": "Nombre", "2": "E-Mail", "3": "Mensaje" },
});
const pull = { via: "pull", method: "GET", path: "/wp-json/x" } as const;

describe("another company", () => {
  test.each([
    ["push", {}],
    ["api", { path: "/api/v1/leads" }],
  ])("that names our site and entry (%s) neither reads nor changes our lead", async (via, where) => {
    const own = await makeSource({ kind: "pull", pullKind: "gravity", formId: "3", site: site() });
    const { url } = await database().site.findFirstOrThrow({ where: { sources: { some: { id: own.id } } } });
    const ours = await settled(own.id, gravity("77", ana), pull);
    const before = await lead(ours.leadId);
    const foreign = await makeSource();
    const headers = { "content-type": "application/json", "user-agent": `WordPress/6.9; ${url}/` };
    const posted = { ...ana, entry_id: "77", form_id: "3", mensaje: "Otra cosa" };
    const theirs = await settled(foreign.id, posted, { headers, via, ...where });
    expect(theirs).toMatchObject({ state: "processed", outcome: "created" });
    expect(theirs.leadId).not.toBe(ours.leadId);
    expect(await lead(ours.leadId)).toStrictEqual(before);
  });

  test("in one batch with ours stays apart as well", async () => {
    const [own, foreign] = [await makeSource(), await makeSource()];
    const first = { ...ana, entry_id: "78", form_id: "3" };
    const ourId = await arrive(own.id, first);
    const theirId = await arrive(foreign.id, { ...first, mensaje: "Otra cosa" });
    await settleAll();
    const [ours, theirs] = [await read(ourId), await read(theirId)];
    expect([ours.outcome, theirs.outcome]).toStrictEqual(["created", "created"]);
    expect(theirs.leadId).not.toBe(ours.leadId);
  });
});

/** What our own plugin sends of an entry 51. */
const told = (site: string, email: string, message: string) => ({
  ...{ companion: 1, plugin: "gravityforms", site, form: { id: "3", name: "Contacto" }, entry: { id: "51" } },
  fields: [
    { id: "1", label: "Tu mail", type: "email", value: email },
    { id: "2", label: "Mensaje", type: "textarea", value: message },
  ],
});

describe("several WordPress that send to one source by our own plugin", () => {
  test("count their entries each for themselves, by itself and in one batch", async () => {
    const source = await makeSource();
    const north = await settled(source.id, told("https://norte.test", "compras@molinos.test", "Flete"));
    const ids = [
      await arrive(source.id, told("https://sur.test", "logistica@aceites.test", "Depósito")),
      await arrive(source.id, told("https://sur.test/chile", "gerencia@vinos.test", "Aduana")),
    ];
    await settleAll();
    const others = await Promise.all(ids.map(read));
    expect([north, ...others].map(({ outcome }) => outcome)).toStrictEqual(["created", "created", "created"]);
    expect(await lead(north.leadId)).toMatchObject({ email: "compras@molinos.test", message: "Flete" });
    // Of one of them a change is a change, also by its other address.
    const again = await settled(source.id, told("http://www.SUR.test/", "logistica@aceites.test", "Depósito y flete"));
    expect(again).toMatchObject({ outcome: "updated", leadId: others[0]?.leadId });
  });

  test("stay apart from what another WordPress sends by its form plugin, and are one with what their own does", async () => {
    const source = await makeSource();
    const hook = (host: string, email: string, message: string) => {
      const values = { id: "51", form_id: "3", date_created: "2026-05-01 10:00:00", "1": email, "2": message };
      const headers = { "content-type": "application/json", "user-agent": `WordPress/6.9; https://${host}` };
      return settled(source.id, values, { headers });
    };
    const first = await hook("norte.test", "compras@molinos.test", "Necesitamos un flete a Rosario");
    const other = await hook("sur.test/es", "logistica@aceites.test", "Buscamos depósito en Córdoba");
    expect([first, other].map(({ outcome }) => outcome)).toStrictEqual(["created", "created"]);
    const third = await settled(source.id, told("https://oeste.test", "gerencia@vinos.test", "Aduana"));
    expect(third).toMatchObject({ outcome: "created" });
    // By another language's address it is the same site, and so it is by our own plugin.
    const again = await hook("sur.test/en", "logistica@aceites.test", "Buscamos depósito en Salta");
    expect(again).toMatchObject({ outcome: "updated", leadId: other.leadId });
    const both = await settled(source.id, told("https://norte.test", "compras@molinos.test", "Flete a Rosario"));
    expect(both.leadId).toBe(first.leadId);
  });

  test("are one with what came before a site was named", async () => {
    const source = await makeSource();
    const { site: _, ...unnamed } = told("", "compras@molinos.test", "Flete");
    const first = await settled(source.id, unnamed);
    const again = await settled(source.id, told("https://norte.test", "compras@molinos.test", "Flete a Rosario"));
    expect(again).toMatchObject({ outcome: "updated", leadId: first.leadId });
    const other = await settled(source.id, told("https://sur.test", "logistica@aceites.test", "Depósito"));
    expect(other).toMatchObject({ outcome: "created" });
  });
});

describe("several WordPress in folders of one host", () => {
  const hook = (sourceId: string, home: string, said: Partial<typeof ana>) => {
    const values = { id: "10", form_id: "1", date_created: "2026-05-01 10:00:00", ...said };
    const headers = { "content-type": "application/json", "user-agent": `WordPress/6.9; https://${home}` };
    return settled(sourceId, values, { headers });
  };

  test.each([
    ["mails", { email: "juan1@correo.test" }, { email: "juan2@correo.test" }],
    ["phones", { telefono: "11 4321-8765" }, { telefono: "351 422-1100" }],
  ])("two who have a first name in common and other %s are two, and each corrects their own", async (_, one, two) => {
    const source = await makeSource();
    const first = await hook(source.id, "tres.test/ar", { nombre: "Juan", ...one });
    const second = await hook(source.id, "tres.test/cl", { nombre: "Juan", ...two });
    const root = await hook(source.id, "tres.test", {
      ...{ nombre: "Juan", email: "juan3@correo.test", telefono: "223 451-2233" },
    });
    expect([first, second, root].map(({ outcome }) => outcome)).toStrictEqual(["created", "created", "created"]);
    const again = await hook(source.id, "tres.test/ar", { nombre: "Juan", email: "juan.bien@correo.test" });
    expect(again).toMatchObject({ outcome: "updated", leadId: first.leadId });
  });

  test("nor does a webhook overwrite what our own plugin says of another folder", async () => {
    const source = await makeSource();
    const ours = await settled(source.id, told("https://nueve.test/ar", "juan1@correo.test", "Flete"));
    const other = { email: "juan2@correo.test", mensaje: "Depósito" };
    const theirs = await settled(
      source.id,
      { id: "51", form_id: "3", date_created: "2026-05-01 10:00:00", ...other },
      { headers: { "content-type": "application/json", "user-agent": "WordPress/6.9; https://nueve.test/cl" } },
    );
    expect(theirs.outcome).toBe("created");
    expect(await lead(ours.leadId)).toMatchObject({ email: "juan1@correo.test" });
  });

  test("one mail is one visitor's, in whichever language, with or without www", async () => {
    const source = await makeSource();
    const first = await hook(source.id, "www.tres.test/es/", { nombre: "Juan", email: "juan@correo.test" });
    const same = await hook(source.id, "tres.test/en", {
      ...{ nombre: "Juan", email: "juan@correo.test", telefono: "11 4321-8765" },
    });
    expect(same).toMatchObject({ outcome: "updated", leadId: first.leadId });
    // Of one path another mail is a correction.
    const right = await hook(source.id, "tres.test/es", { nombre: "Juan", email: "juan.bien@correo.test" });
    expect(right).toMatchObject({ outcome: "updated", leadId: first.leadId });
  });
});

describe("two people with one entry id", () => {
  test("behind one address are two leads, the second marked; each corrects their own", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...ana, entry_id: "5" });
    const second = await settled(source.id, { ...beto, entry_id: "5" });
    expect(second).toMatchObject({ state: "processed", outcome: "created", reason: "entry_id_shared" });
    expect(await lead(first.leadId)).toMatchObject({ contactName: "Ana Pérez", message: "Hola" });
    const again = await settled(source.id, { ...beto, entry_id: "5", mensaje: "Busco grúa" });
    expect(again).toMatchObject({ outcome: "updated", leadId: second.leadId });
    const own = await settled(source.id, { ...ana, entry_id: "5", mensaje: "Hola otra vez" });
    expect(own).toMatchObject({ outcome: "updated", leadId: first.leadId });
    expect(await lead(second.leadId)).toMatchObject({ contactName: "Beto Luna", message: "Busco grúa" });
  });

  test("a corrected mail, or a name that was finished, is still the same entry, and the former is still searched", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...ana, entry_id: "6" });
    const corrected = { ...ana, nombre: "Anita Gómez", email: "anita@correo.test", entry_id: "6" };
    expect(await settled(source.id, corrected)).toMatchObject({ outcome: "updated", leadId: first.leadId });
    const { searchText, contactName } = await lead(first.leadId);
    expect(contactName).toBe("Anita Gómez");
    expect(searchText).toContain("ana perez");
    expect(searchText).toContain("ana@correo.test");
  });

  test("a word that every visitor sends is no id", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { ...ana, entry_id: "contact-form" });
    const second = await settled(source.id, { ...beto, entry_id: "contact-form" });
    expect(second).toMatchObject({ outcome: "created", reason: "" });
    const third = await settled(source.id, { ...ana, mensaje: "Algo más", entry_id: "contact-form" });
    expect(third).toMatchObject({ outcome: "touched", leadId: first.leadId });
  });

  test("of two plugins are two entries, also where the person is one", async () => {
    const source = await makeSource();
    const formidable = {
      id: "77",
      item_key: "k",
      form_id: "5",
      is_draft: "0",
      created_at: "2026-05-01 10:00:00",
      ...ana,
    };
    const fluent = {
      ...ana,
      mensaje: "Otra cosa",
      __submission: { id: 77, form_id: "5", created_at: "2026-05-01 11:00:00" },
    };
    const first = await settled(source.id, formidable);
    expect(await settled(source.id, fluent)).toMatchObject({ outcome: "touched", leadId: first.leadId });
    const plain = await settled(source.id, { ...beto, entry_id: "77", form_id: "5" });
    expect(plain).toMatchObject({ outcome: "created", reason: "entry_id_shared" });
  });
});

describe("what is typed to get past a field", () => {
  test.each(["1111111111", "11 0000-0000", "+54 9 11 1111-1111", "11 1234-5678"])(
    "%s joins nobody",
    async (telefono) => {
      const source = await makeSource();
      const first = await settled(source.id, { nombre: "Ana Pérez", telefono, mensaje: "Hola" });
      const second = await settled(source.id, { nombre: "Beto Luna", telefono, mensaje: "Busco izaje" });
      expect(second).toMatchObject({ outcome: "created" });
      expect(second.leadId).not.toBe(first.leadId);
      expect((await lead(second.leadId)).phone).toBe(telefono);
    },
  );

  test.each(["test@test.com", "noemail@noemail.com", "sin@mail.com", "notiene@gmail.com", "no@tengo.com", "a@a.com"])(
    "%s likewise",
    async (email) => {
      const source = await makeSource();
      const first = await settled(source.id, { nombre: "Ana Pérez", email, mensaje: "Hola" });
      const second = await settled(source.id, { nombre: "Beto Luna", email, mensaje: "Busco izaje" });
      expect(second.leadId).not.toBe(first.leadId);
      expect((await lead(second.leadId)).email).toBe(email);
    },
  );

  test("what only looks a little like it is somebody's", () => {
    const mails = [
      "ana@test.com",
      "info@acme.com",
      "acme@acme.com",
      "testa@gmail.com",
      "nora@mail.com",
      "a@acme.com",
      "ana.test@empresa.com",
    ];
    expect(mails.filter(isFillerMail)).toStrictEqual([]);
    expect(["+541143218765", "+541144441111", "+5493414222222", "+541112340000"].filter(isFillerPhone)).toStrictEqual(
      [],
    );
  });
});

test.each(["0800 555 1234", "0810-333-1234"])(
  "%s is a firm's for everybody, and makes no two one",
  async (telefono) => {
    const source = await makeSource();
    const first = await settled(source.id, { nombre: "Ana Pérez", telefono, mensaje: "Hola" });
    const second = await settled(source.id, { nombre: "Beto Luna", telefono, mensaje: "Busco izaje" });
    expect(second).toMatchObject({ outcome: "created" });
    expect(await lead(second.leadId)).toMatchObject({ phone: telefono, phoneE164: normalisePhone(telefono, "AR") });
    expect(second.leadId).not.toBe(first.leadId);
  },
);

describe("a switchboard's number", () => {
  const telefono = "11 5263-9000";

  test("with another name and another mail is another lead, suggested as a pair, and fills nothing of the first", async () => {
    const source = await makeSource();
    const first = await settled(source.id, { nombre: "Ana Pérez", email: "ana@gmail.com", telefono, mensaje: "Hola" });
    const before = await lead(first.leadId);
    const other = {
      nombre: "Beto Luna",
      email: "beto@gmail.com",
      empresa: "Luna SA",
      telefono,
      mensaje: "Busco izaje",
    };
    const second = await settled(source.id, other);
    expect(second).toMatchObject({ outcome: "created", reason: "shared_phone" });
    expect(await lead(first.leadId)).toStrictEqual(before);
    while (await compareWaiting());
    const [leadAId = "", leadBId = ""] = [idOf(first), idOf(second)].sort();
    expect(await database().duplicatePair.count({ where: { leadAId, leadBId, state: "open" } })).toBe(1);
    // Each comes back to their own.
    const back = await settled(source.id, { nombre: "Ana Perez", email: "ana@gmail.com", telefono, mensaje: "¿Y?" });
    expect(back).toMatchObject({ outcome: "touched", leadId: first.leadId });
    const named = await settled(source.id, { nombre: "Ana Pérez", telefono, mensaje: "Sin correo" });
    expect(named).toMatchObject({ outcome: "touched", leadId: first.leadId });
  });

  test.each([
    ["the person with a new mail", { nombre: "Ana Pérez", email: "ana.perez@hotmail.com" }],
    ["a name that was shortened", { nombre: "A. Pérez", email: "aperez@hotmail.com" }],
    ["a colleague at the firm's domain", { nombre: "Beto Luna", email: "beto@acme.com.ar" }],
    ["somebody who says no mail", { nombre: "Beto Luna" }],
  ])("of %s is a touch as ever", async (_, said) => {
    const source = await makeSource();
    const first = await settled(source.id, {
      nombre: "Ana Pérez",
      email: "ana@acme.com.ar",
      telefono,
      mensaje: "Hola",
    });
    const second = await settled(source.id, { ...said, telefono, mensaje: "Otra cosa" });
    expect(second).toMatchObject({ outcome: "touched", leadId: first.leadId });
  });

  test.each([
    ["Ana Pérez", "ANA PEREZ", true],
    ["Ana Pérez", "Ana María Pérez", true],
    ["Ana Pérez", "Ana", true],
    ["Juan Pérez", "Juan Gómez", false],
    ["María Toledo", "Martín Toledo", false],
  ])("%s and %s: one name is %p", (one, other, same) => {
    expect(sameName(one, other)).toBe(same);
  });
});
