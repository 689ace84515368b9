import { blockKeys, COUNTED, soundOf } from "@/lib/leads/duplicates/blocking";
import { comparable, taxIdsIn } from "@/lib/leads/duplicates/comparable";
import { isFreeMail } from "@/lib/core/free-mail";
import { likeness, wordsLikeness } from "@/lib/leads/duplicates/likeness";
import { bandOf } from "@/lib/leads/duplicates/pairs/schema";
import { derivedColumns } from "@/lib/leads/person";
import type { Comparable } from "@/lib/leads/duplicates/comparable";

type Said = { name?: string; firm?: string; email?: string; phone?: string; country?: string; extra?: object };

let count = 0;
function person({ name = "", firm = "", email = "", phone = "", country = "AR", extra = {} }: Said): Comparable {
  const keys = derivedColumns({ contactName: name, firm, email, phone, service: "" }, country);
  return comparable({
    ...keys,
    id: `lead ${count++}`,
    companyId: "c",
    previousLeadId: null,
    otherKeys: [],
    phone,
    extra,
  });
}

/** As the job finds it: first they must share a key. */
function found(one: Said, other: Said) {
  const [a, b] = [person(one), person(other)];
  return blockKeys(a).some((key) => !key.startsWith(COUNTED) && blockKeys(b).includes(key))
    ? likeness(a, b)
    : undefined;
}

test.each<[string, Said, Said, string[], number]>([
  [
    "a firm's domain and a mistyped name",
    { name: "Juan Pérez", email: "juan@norte.com.ar" },
    { name: "Jaun Peres", email: "jperez@norte.com.ar" },
    ["domain", "nearName"],
    70,
  ],
  [
    "a firm's domain and the name turned round",
    { name: "María Laura Gómez", email: "mgomez@sur.com" },
    { name: "Gomez, Maria Laura", email: "ventas@sur.com" },
    ["domain", "name"],
    75,
  ],
  [
    "a phone written for another country",
    { name: "Ana Ríos", phone: "+598 94 123 456" },
    { name: "Ana Rios", phone: "094 123 456" },
    ["phoneEnd", "name"],
    85,
  ],
  [
    "one name at one firm",
    { name: "Ana Ríos", firm: "Textil Norte S.A." },
    { name: "Ana Rios", firm: "TEXTIL NORTE" },
    ["firm", "name"],
    78,
  ],
  [
    "near names at a firm that is nearly written alike",
    { name: "Lic. Federico Acosta", firm: "Logística del Litoral SRL" },
    { name: "Federico Acosta", firm: "Logistika Litoral" },
    ["nearFirm", "name"],
    65,
  ],
  [
    "one tax number",
    { name: "Compras", extra: { cuit: "30-71234567-1" } },
    { name: "Pedro Luna", firm: "Molinos", extra: { "N° CUIT": "30712345671" } },
    ["taxId"],
    50,
  ],
  [
    "one mail, as in data from before",
    { email: "ana@gmail.com" },
    { name: "Ana", email: "ANA@gmail.com" },
    ["mail"],
    90,
  ],
])("%s is found and says why", (_, one, other, reasons, least) => {
  const said = found(one, other);
  expect(said?.reasons.map(({ kind }) => kind)).toStrictEqual(reasons);
  expect(said?.strength).toBeGreaterThanOrEqual(least);
});

test.each<[string, Said, Said]>([
  [
    "two people of a free mail",
    { name: "Juan Pérez", email: "a@gmail.com" },
    { name: "Juan Perez", email: "b@gmail.com" },
  ],
  ["colleagues", { name: "Juan Pérez", email: "a@norte.com" }, { name: "Sofía Castro", email: "b@norte.com" }],
  [
    "two people with one family name",
    { name: "María Toledo", email: "m@norte.com" },
    { name: "Martín Toledo", email: "t@norte.com" },
  ],
  ["brothers by name", { name: "Juan Pérez" }, { name: "Juan Pérez" }],
  ["one first name at one firm", { name: "Juan Pérez", firm: "Norte" }, { name: "Juan", firm: "Norte" }],
  [
    "two firms that begin alike",
    { name: "Ana Ríos", firm: "Transportes Andina" },
    { name: "Ana Ríos", firm: "Transportes Quilmes" },
  ],
  [
    "a tail of digits and other names",
    { name: "Ana Ríos", phone: "+598 94 123 456" },
    { name: "Bruno Díaz", phone: "094 123 456" },
  ],
  ["nobody", {}, {}],
])("%s: nothing is said", (_, one, other) => {
  expect(found(one, other)).toBeUndefined();
});

test("one mail or one phone says more than all else together, and one domain with one name isn't nearly certain", () => {
  const ana = { name: "Ana Ríos", firm: "Norte", extra: { cuit: "30-71234567-1" } };
  const much = Number(found({ ...ana, email: "ana@norte.com" }, { ...ana, email: "compras@norte.com" })?.strength);
  const mail = { email: "info@norte.com" };
  const phone = { phone: "11 4321 7788" };
  for (const shared of [mail, phone])
    expect(found({ ...ana, ...shared }, { name: "Bruno Díaz", firm: "Sur", ...shared })?.strength).toBeGreaterThan(
      much,
    );
  const domain = found(
    { name: "Ana Ríos", firm: "Norte", email: "ana@parque.com", phone: "11 4321 7788" },
    { name: "Ana Ríos", firm: "Sur", email: "ar@parque.com", phone: "11 4321 9900" },
  );
  expect(bandOf(Number(domain?.strength))).toBe("likely");
});

test("two callers of one switchboard are hardly one: another name and another mail speak against the phone", () => {
  const phone = "11 4321 7788";
  const bandFor = (one: Said, other: Said) => bandOf(Number(found({ ...one, phone }, { ...other, phone })?.strength));
  const ana = { name: "Ana Ríos", email: "ana@norte.com" };
  expect(bandFor(ana, { name: "Bruno Díaz", email: "bruno@sur.com" })).toBe("possible");
  expect(bandFor(ana, { name: "Bruno Díaz", email: "bruno@norte.com" })).toBe("strong");
  expect(bandFor(ana, { name: "Bruno Díaz" })).toBe("strong");
  expect(bandFor(ana, { name: "Ana Rios", email: "ana.rios@casa.com" })).toBe("strong");
});

test("someone who came back after long was made a lead of their own on purpose", () => {
  const [a, b] = [person({ email: "ana@norte.com" }), person({ email: "ana@norte.com" })];
  expect(likeness(a, b)?.strength).toBeGreaterThan(90);
  expect(likeness({ ...a, previousLeadId: b.id }, b)).toBeUndefined();
});

test.each([
  ["gmail.com", true],
  ["hotmail.com.ar", true],
  ["yahoo.es", true],
  ["fibertel.com.ar", true],
  ["mail.norte.com.ar", false],
  ["norte.com.ar", false],
  ["gmail.norte.com", false],
])("%s says nothing of a firm: %s", (domain, free) => {
  expect(isFreeMail(domain)).toBe(free);
});

test("a tax number counts with its check digit only", () => {
  expect(taxIdsIn({ a: "CUIT 30-71234567-1", b: "20 12345678 9" })).toStrictEqual(["30712345671"]);
});

test.each([
  ["gonzalez", "gonsales"],
  ["vazquez", "basques"],
  ["jimenez", "gimenes"],
  ["quiroga", "kiroga"],
])("%s and %s sound alike", (one, other) => {
  expect(soundOf(one)).toBe(soundOf(other));
});

test("an initial stands for its word, a first name alone for nobody", () => {
  expect(wordsLikeness(["j", "perez"], ["juan", "perez"])).toBeGreaterThan(0.9);
  expect(wordsLikeness(["juan"], ["juan", "perez"])).toBeLessThan(0.8);
});
