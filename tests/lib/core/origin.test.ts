import { isFromElsewhere, reachedAt } from "@/lib/core/origin";

test.each([
  [{ host: "server:3000" }, "http://server:3000"],
  [{ host: "leads.casa.test", "x-forwarded-proto": "https" }, "https://leads.casa.test"],
  [
    { host: "inside:3000", "x-forwarded-host": "leads.casa.test", "x-forwarded-proto": "https" },
    "https://leads.casa.test",
  ],
  [{ host: "inside", "x-forwarded-host": "a.test, b.test", "x-forwarded-proto": "https, http" }, "https://a.test"],
  [{ host: "server:3000", "x-forwarded-proto": "javascript" }, "http://server:3000"],
  [{ host: "leads.casa.test/evil?x=" }, "http://leads.casa.test"],
  [{}, undefined],
  [{ host: "not a host" }, undefined],
])("with %j a browser is at %s", (headers, origin) => {
  expect(reachedAt(new Headers(headers as Record<string, string>))).toBe(origin);
});

test("a page of another site's is told from ours by what its browser says", () => {
  const sent = (origin: string) => ({ method: "POST", headers: new Headers({ host: "server:3000", origin }) });
  expect(isFromElsewhere(sent("http://server:3000"))).toBe(false);
  expect(isFromElsewhere(sent("http://evil.example"))).toBe(true);
});
