import { bindName, groupFilter, personFilter } from "@/lib/auth/directory/filter";
import { sameName, shortName } from "@/lib/users/directory/naming/schema";
import { ruleFor } from "@/lib/users/identities/rules";

test.each([
  ["CN=Ventas,OU=Grupos,DC=casa,DC=test", "cn=ventas, ou=grupos ,dc=CASA,dc=test"],
  ["cn=Ruiz\\, Dora,dc=test", "cn=Ruiz\\2C Dora,dc=test"],
  ["cn=Álvarez,dc=test", "cn=\\C3\\81lvarez,dc=test"],
  ["cn=a+ou=b,dc=test", "ou=b+cn=a,dc=test"],
  ["cn=dos  espacios,dc=test", "cn=dos espacios,dc=test"],
])("%s and %s are one name", (one, other) => {
  expect(sameName(one)).toBe(sameName(other));
  expect(sameName(one)).toBeDefined();
});

test.each([
  ["cn=Ventas,ou=Grupos,dc=test", "cn=Ventas,ou=Otros,dc=test"],
  ["cn=Ventas\\,ou=Grupos,dc=test", "cn=Ventas,ou=Grupos,dc=test"],
  ["cn=a\\+ou=b,dc=test", "cn=a+ou=b,dc=test"],
])("%s and %s are two", (one, other) => {
  expect(sameName(one)).not.toBe(sameName(other));
});

test.each(["", "Ventas", "cn=,dc=test", "cn=Ventas\\", "=x", "cn=a,,dc=test"])("%j is no name", (text) => {
  expect(sameName(text)).toBeUndefined();
});

test("a group is called by what its name begins with", () => {
  expect(shortName("CN=Ruiz\\, Dora,OU=Grupos,DC=test")).toBe("Ruiz, Dora");
});

test("the first rule counts whose group somebody is in, and without one none does", () => {
  const rules = [{ group: "cn=Jefes,dc=test" }, { group: "cn=Ventas,dc=test" }];
  expect(ruleFor("directory", rules, ["CN=ventas,DC=test", "CN=jefes,DC=test"])).toBe(rules[0]);
  expect(ruleFor("directory", rules, ["CN=ventas,DC=test"])).toBe(rules[1]);
  expect(ruleFor("directory", rules, ["cn=Ventas,ou=Otros,dc=test", "no name"])).toBeUndefined();
  expect(ruleFor("directory", [{ group: "no name" }], ["no name"])).toBeUndefined();
});

test("a group of the provider is what it calls it, to the letter", () => {
  const rules = [{ group: "/jefes" }, { group: "ventas" }];
  expect(ruleFor("provider", rules, ["ventas", "/jefes"])).toBe(rules[0]);
  expect(ruleFor("provider", rules, ["Ventas", "jefes", "cn=ventas"])).toBeUndefined();
  expect(ruleFor("provider", [{ group: " " }], ["", " "])).toBeUndefined();
});

test.each([
  ["*)(uid=*", "(uid=\\2a\\29\\28uid=\\2a)"],
  ["a\\b\0", "(uid=a\\5cb\\00)"],
  ["{login}", "(uid={login})"],
  ["$&", "(uid=$&)"],
])("%j is only a value in a filter", (typed, filter) => {
  expect(personFilter("(uid={login})", typed)).toBe(filter);
});

test("nothing of a name means anything in the filter of groups", () => {
  const person = { dn: "cn=Ruiz\\, Dora (Sur) *,dc=test", account: "dora)(" };
  expect(groupFilter("(|(member={dn})(memberUid={login}))", person)).toBe(
    "(|(member=cn=Ruiz\\5c, Dora \\28Sur\\29 \\2a,dc=test)(memberUid=dora\\29\\28))",
  );
});

test.each([
  ["uid={login},dc=test", "ana,dc=otra", "uid=ana\\,dc\\=otra,dc=test"],
  ["uid={login},dc=test", " #ana ", "uid=\\ #ana\\ ,dc=test"],
  ["{login}@casa.test", "ana", "ana@casa.test"],
  ["CASA\\{login}", "ana", "CASA\\ana"],
  ["{login}@casa.test", "ana@otra.test", undefined],
  ["{login}@casa.test", "OTRA\\ana", undefined],
])("by %s whoever types %j says that they are %s", (template, typed, name) => {
  expect(bindName(template, typed)).toBe(name);
});
