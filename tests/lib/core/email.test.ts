import { emailIn, emailsIn, emailsNamedIn, findEmail, normaliseEmail } from "@/lib/core/email";

test.each([
  [" Ana.Ruiz@Correo.Test ", "ana.ruiz@correo.test"],
  ["mailto:ana@r.test?subject=Hola&body=Qu%C3%A9%20tal", "ana@r.test"],
  ["mailto:ana+web@sub.correo.com.ar", "ana+web@sub.correo.com.ar"],
  ["\u202Aana@r.test\u200B", "ana@r.test"],
  ["josé@correo.test", "josé@correo.test"],
  ["o'neil@correo.test", "o'neil@correo.test"],
])("takes %s", (typed, expected) => {
  expect(normaliseEmail(typed)).toBe(expected);
});

test.each([
  "ana@gmail",
  "ana",
  "@r.test",
  "ana@@r.test",
  "a na@r.test",
  "ana..b@r.test",
  "ana@r..test",
  "ana@-r.test",
  `${"a".repeat(70)}@r.test`,
  "",
])("refuses %s", (typed) => {
  expect(normaliseEmail(typed)).toBeNull();
});

test("finds the first address in a text, without what stands around it", () => {
  expect(findEmail("Escribime a (Ana@R.test), o a eva@r.test.")).toBe("ana@r.test");
  expect(findEmail("Ana <ana@r.test>")).toBe("ana@r.test");
  expect(findEmail("@ana en todas las redes, ana@ también")).toBeNull();
  expect(findEmail('{"mail":"ana@r.test","no')).toBe("ana@r.test");
  expect(findEmail("mail=ana@r.test&nombre")).toBe("ana@r.test");
  expect(findEmail("http://r.test/ana@r.test/x ana@r.test@s.test")).toBeNull();
});

test.each([
  ["ana@r.test", "ana@r.test"],
  [" <Ana@R.test>, ", "ana@r.test"],
  ["mailto:ana@r.test", "ana@r.test"],
  ['"Ana Ruiz" <ana@r.test>', "ana@r.test"],
  ["Ana (ana@r.test) o @ana", "ana@r.test"],
  ["escribime a ana@r.test.", "ana@r.test"],
  ["'ana@r.test'", "ana@r.test"],
])("of the value %j the address is %s", (value, expected) => {
  expect(emailIn(value)).toBe(expected);
});

test.each([
  '"a b"@ex.test?cc=evil@x.test&body=z',
  '"a b"@ex.test evil@x.test',
  "ana@r.test?cc=evil@x.test",
  "mailto:ana@r.test?bcc=evil@x.test",
  "ana,perez@r.test",
  "ana@r.test,eva@r.test",
  "ana@r.test o eva@r.test",
  "https://r.test/?mail=ana@r.test&x=1",
  "ana@r.test@s.test",
  "ana@",
  "",
])("no part of the value %j is taken for an address", (value) => {
  expect(emailIn(value)).toBeNull();
});

test.each([
  ["ana@r.test", ["ana@r.test"]],
  ["ana@r.test, eva@r.test", ["ana@r.test", "eva@r.test"]],
  ["ana@r.test;eva@r.test;", ["ana@r.test", "eva@r.test"]],
  ["ana@r.test / Eva@r.test y ana@r.test", ["ana@r.test", "eva@r.test"]],
  ["ana@r.test o eva@r.test", ["ana@r.test", "eva@r.test"]],
  ["ana@r.test eva@r.test", ["ana@r.test", "eva@r.test"]],
  ["Ana Ruiz <ana@r.test>, Eva (eva@r.test)", ["ana@r.test", "eva@r.test"]],
])("the addresses of %j are %j", (value, expected) => {
  expect(emailsIn(value)).toStrictEqual(expected);
});

test.each([
  "ana,perez@r.test",
  "ana@r.test?cc=evil@x.test",
  "mailto:ana@r.test?bcc=evil@x.test",
  '"a b"@ex.test evil@x.test',
  "ana@r.test@s.test, eva@r.test",
  "https://r.test/?mail=ana@r.test&x=1, eva@r.test",
  "@ana, @eva",
  "",
])("what has other things among them, as %j, is no list of addresses", (value) => {
  expect(emailsIn(value)).toStrictEqual([]);
});

test.each([
  "ana gomez@r.test",
  "juan y maria@r.test",
  "Ana e maria@r.test",
  "John and mary@r.test",
  "Ana gomez@r.test",
  "MARIA ANA GOMEZ@R.TEST",
  "ana, gomez@r.test",
  "ana. gomez@r.test",
  "ana- gomez@r.test",
  "ana -gomez@r.test",
  "ana_ gomez@r.test",
  "a gomez@r.test",
  "juan a gomez@r.test",
  "1985 gomez@r.test",
  "mail ana gomez@r.test",
  "ana@r.test .ar",
  "ana@r.test. ar",
])("of an address with a space in it, %j, no end is somebody else's", (value) => {
  expect(emailIn(value)).toBeNull();
  expect(emailsIn(value)).toStrictEqual([]);
});

test.each([
  "Ana Paz ana@r.test",
  "María de los Ángeles Ruiz, mr@r.test",
  "ana perez aperez@r.test",
  "Correo: ana@r.test",
  "e-mail:ana@r.test",
  "meu email é ana@r.test",
  "you can write to ana@r.test",
  "escribime a ana@r.test",
  "no tengo teléfono, ana@r.test",
  "11 4567 7777 ana@r.test",
  "11 4567 7777 - ana@r.test (casa)",
])("beside a name, a label, a number or a sentence, as in %j, it is one", (value) => {
  expect(emailIn(value)).toMatch(/^\w+@r\.test$/);
});

test("a text names the addresses that stand in its sentences, and none that may have begun before a space", () => {
  const named = emailsNamedIn("Consulta por fletes a Rosario ana@r.test, o Eva <eva@r.test>. ana@r.test");
  expect(named.map(({ email }) => email)).toStrictEqual(["ana@r.test", "eva@r.test"]);
  expect(named[0]?.before).toBe("Consulta por fletes a Rosario ");
  expect(emailsNamedIn("Nombre: Ana\nMail: ana gomez@r.test")).toStrictEqual([]);
  expect(emailsNamedIn('{"mail":"ana gomez@r.test","x')).toStrictEqual([]);
});

test.each(["ana @ x.com.ar", "ana@ x.com.ar", "ana@x .com.ar", "ana@x. com.ar", " Mail: ana@x .com . ar "])(
  "%j is an address with spaces where there can be none",
  (value) => {
    expect(emailIn(value)).toBe("ana@x.com.ar");
  },
);

test.each(["instagram @x.com", "ana sol @ x.com", "ana@x. Gracias", "ana@x y com", "ana@x.com .ar"])(
  "%j is none",
  (value) => {
    expect(emailIn(value)).toBeNull();
  },
);

test.each([
  ["laura @gmail.com", "laura@gmail.com"],
  ["Mail: Laura.Paz @hotmail.com.ar", "laura.paz@hotmail.com.ar"],
])("%j is a provider's address with a keyboard's space in it", (value, email) => {
  expect(emailIn(value)).toBe(email);
});

test.each(["instagram @gmail.com", "ig: @gmail.com", "laura @acme.com", "laura paz @gmail.com", "mi mail @gmail.com"])(
  "%j may be a name on a network or the end of an address",
  (value) => {
    expect(emailIn(value)).toBeNull();
  },
);

test.each(["Gracias! laura@acme.test", "¿Cuánto sale? laura@acme.test", "Necesito flete. laura@acme.test"])(
  "%j names an address behind a sentence",
  (text) => {
    expect(emailsNamedIn(text).map(({ email }) => email)).toStrictEqual(["laura@acme.test"]);
  },
);

test.each(["Ana. gomez@r.test", "ana m. gomez@r.test", "ana, gomez@r.test"])("%j may be all one address's", (text) => {
  expect(emailsNamedIn(text)).toStrictEqual([]);
});
