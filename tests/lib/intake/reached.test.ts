import { understand } from "@/lib/intake/understand";
import { utmInUrl } from "@/lib/intake/utm";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json(values), SITE)[0];

test.each([
  "https://wa.me/5491143218799",
  "https://api.whatsapp.com/send?phone=5491143218799&text=hola",
  "https://web.whatsapp.com/send/?text=hola&phone=%2B5491143218799",
])("%s where a phone was asked is a phone", (link) => {
  expect(read({ WhatsApp: link })).toMatchObject({ kind: "lead", phone: "+5491143218799", phoneRaw: "+5491143218799" });
});

test.each<[string, object]>([
  ["the link of a button of the page", { Boton: "https://wa.me/5491143218799" }],
  ["a chat that has no number", { WhatsApp: "https://wa.me/message/ABCDEF" }],
  ["a page with digits", { WhatsApp: "https://r.test/5491143218799" }],
])("and any other isn't: %s", (_, values) => {
  expect(read({ Mail: "a@r.test", ...values })?.phoneRaw).toBeNull();
});

test("a mail and a number typed with other keyboards' signs are what they are", () => {
  expect(read({ Mail: "ａｎａ＠ｒ．ｔｅｓｔ" })?.email).toBe("ana@r.test");
  expect(read({ Teléfono: "١١ ٤٣٢١ ٨٧٦٥" })).toMatchObject({ phone: "+541143218765", phoneRaw: "11 4321 8765" });
  expect(read({ Mail: "a@r.test", Nombre: "Ａｎａ" })?.name).toBe("Ａｎａ");
});

test("the name beside a mail is theirs where no field says one", () => {
  expect(read({ Nombre: "", Mail: "Ana Ruiz <ana@r.test>" })).toMatchObject({ name: "Ana Ruiz", email: "ana@r.test" });
  expect(read({ Mail: '"Ana Ruiz" <ana@r.test>' })?.name).toBe("Ana Ruiz");
  expect(read({ Nombre: "Beto", Mail: "Ana Ruiz <ana@r.test>" })?.name).toBe("Beto");
});

test.each(["mi mail es <ana@r.test>", "Ruiz Cargas SRL <ana@r.test>", "Ana <a@r.test>, Eva <e@r.test>", "ana@r.test"])(
  "%j says nobody's name",
  (mail) => {
    expect(read({ Mail: mail })?.name).toBeNull();
  },
);

test.each<[string, object]>([
  ["https://r.test/p#utm_source=news&utm_medium=mail", { source: "news", medium: "mail" }],
  ["https://r.test/p?utm_source=a#utm_source=b&utm_medium=c", { source: "a", medium: "c" }],
  ["https://r.test/#/contacto?utm_source=news&amp;gclid=1", { source: "news", gclid: "1" }],
  ["https://r.test/p?utm_source=a#form", { source: "a" }],
  ["https://r.test/p#utm_source", {}],
  ["https://r.test/utm_source=a", {}],
])("the values in %s are read behind its mark, else behind its fragment's", (url, found) => {
  expect(utmInUrl(url)).toStrictEqual(found);
});

test.each(["ana gomez@r.test", "juan y maria@r.test", "Ana e maria@r.test", "ana, gomez@r.test"])(
  "of the mail %j, which has a space, nobody else is made",
  (mail) => {
    for (const values of [{ mail }, { Nombre: "Ana", "E-mail": mail }, { name: "Ana", email: mail, phone: "x" }]) {
      const found = read(values);
      expect(found).toMatchObject({ email: null, problems: ["email_invalid"] });
      expect(JSON.stringify(found?.extra)).toContain(mail);
    }
  },
);
