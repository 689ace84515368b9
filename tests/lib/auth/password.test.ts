import { hashPassword, NOBODYS_HASH, passwordMatches } from "@/lib/auth/password";

const cost = (hash: string) => hash.split("$").slice(1, 4).join("$");

test("a password is kept as argon2id at the cost OWASP asks for, and each hash is another", async () => {
  const [one, two] = await Promise.all([hashPassword("tres camiones"), hashPassword("tres camiones")]);
  expect(cost(one)).toBe("argon2id$v=19$m=19456,t=2,p=1");
  expect(one).not.toBe(two);
  expect(await passwordMatches(one, "tres camiones")).toBe(true);
  expect(await passwordMatches(one, "tres camionez")).toBe(false);
});

test("the same letters match however they were composed", async () => {
  const hash = await hashPassword("contrase\u00f1a larga");
  expect(await passwordMatches(hash, "contrasen\u0303a larga")).toBe(true);
});

test("a user who isn't there costs the same work, and never matches", async () => {
  expect(cost(NOBODYS_HASH)).toBe(cost(await hashPassword("x")));
  expect(await passwordMatches(undefined, "tres camiones")).toBe(false);
  expect(await passwordMatches(null, "")).toBe(false);
});

test("a flood of attempts waits in line, and past it is turned away at once", async () => {
  const results = await Promise.allSettled(Array.from({ length: 90 }, () => passwordMatches(undefined, "x")));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(90 - 4 - 64);
  expect(refused[0]?.reason).toMatchObject({ code: "LIMIT" });
  expect(await passwordMatches(undefined, "x")).toBe(false);
});
