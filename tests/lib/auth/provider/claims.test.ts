import { claimAt, groupsIn, hasTooManyGroups, listedBy } from "@/lib/auth/provider/claims";
import { NO_PROVIDER } from "@/lib/auth/provider/schema";

test.each([
  [{ groups: ["a"] }, "groups", ["a"]],
  [{ realm_access: { roles: ["a", "b"] } }, "realm_access.roles", ["a", "b"]],
  [{ resource_access: { "leads.casa.test": { roles: ["a"] } } }, "resource_access.leads.casa.test.roles", ["a"]],
  [{ "https://casa.test/groups": ["a"] }, "https://casa.test/groups", ["a"]],
  [{ "a.b": "whole", a: { b: "inside" } }, "a.b", ["whole"]],
  [{ hd: "casa.test" }, "hd", ["casa.test"]],
  [{ groups: ["a", 1, null, { name: "b" }, "x".repeat(501)] }, "groups", ["a"]],
  [{ groups: { a: true } }, "groups", []],
  [{ groups: 7 }, "groups", []],
  [{}, "groups", []],
  [{ a: ["b"] }, "a.0", []],
  [{}, "constructor.name", []],
  [{}, "__proto__.x", []],
])("in %j the groups of %s are %j", (claims, way, groups) => {
  expect(groupsIn(claims, way)).toStrictEqual(groups);
});

test("a way that leads nowhere has nothing at its end", () => {
  expect(claimAt({ a: { b: null } }, "a.b.c")).toBeUndefined();
  expect(claimAt("text", "length")).toBeUndefined();
});

test("groups that are named elsewhere are too many to be told", () => {
  expect(hasTooManyGroups({ _claim_names: { groups: "src1" } }, "groups")).toBe(true);
  expect(hasTooManyGroups({ _claim_names: { groups: "src1" } }, "roles")).toBe(false);
  expect(hasTooManyGroups({ _claim_names: "groups" }, "groups")).toBe(false);
});

const listed = (claims: Record<string, unknown>, more = {}) =>
  listedBy("https://casa.test", "ana-1", claims, { ...NO_PROVIDER, ...more });

test.each([
  [{ email: "Ana@Casa.test ", email_verified: true }, {}, "ana@casa.test"],
  [{ email: "ana@casa.test", email_verified: "true" }, {}, "ana@casa.test"],
  [{ email: "ana@casa.test", email_verified: false }, { trustsMail: true }, ""],
  [{ email: "ana@casa.test", email_verified: "false" }, { trustsMail: true }, ""],
  [{ email: "ana@casa.test", email_verified: null }, { trustsMail: true }, ""],
  [{ email: "ana@casa.test" }, { trustsMail: true }, "ana@casa.test"],
  [{ email: "ana@casa.test" }, {}, ""],
  [{ email: ["ana@casa.test"], email_verified: true }, {}, ""],
  [{ email: "ana", email_verified: true }, {}, ""],
])("of %j with %j the address is %j", (claims, more, email) => {
  expect(listed(claims, more).email).toBe(email);
});

test("who has no given name is called by their whole one, without signs that nobody sees", () => {
  expect(listed({ name: "Ana\u200b Álvarez\0" })).toMatchObject({ firstName: "Ana Álvarez", lastName: "" });
  expect(listed({ given_name: "Ana", family_name: "Álvarez", name: "Otra" })).toMatchObject({ lastName: "Álvarez" });
});

test("issuer and sub make one key that no other pair makes", () => {
  const key = (issuer: string, sub: string) => listedBy(issuer, sub, {}, NO_PROVIDER).key;
  expect(key("https://a.test", "b c")).not.toBe(key("https://a.test/b", "c"));
});
