import { authHandler, authOptions } from "@/lib/auth/options";

const ask = (path: string, method = "GET") =>
  authHandler()(new Request(`http://server:3000/api/auth/${path}`, { method, headers: { host: "server:3000" } }), {
    params: Promise.resolve({ nextauth: path.split("?")[0]?.split("/") ?? [] }),
  });

test("signing in is posted, and asked for in any other way it is refused", async () => {
  expect((await ask("callback/credentials")).status).toBe(405);
});

test.each(["verify-request", "signout", "error", "_log", "signin/credentials", "callback/email"])(
  "next-auth's own %s is nobody's",
  async (path) => {
    expect((await ask(path)).status).toBe(404);
    expect((await ask(path, "POST")).status).toBe(404);
  },
);

test.each(["http://127.0.0.1:3950.evil.example", "nowhere", ""])("%j is no place to go to afterwards", async (url) => {
  expect((await ask(`signin?callbackUrl=${encodeURIComponent(url)}`)).status).toBe(400);
});

test.each([
  ["/leads?q=a", "http://server:3000/leads?q=a"],
  ["http://server:3000/leads", "http://server:3000/leads"],
  ["http://server:3000.evil.example/", "http://server:3000"],
  ["http://server:3950.evil.example", "http://server:3000"],
  ["//evil.example/", "http://server:3000"],
  ["javascript:alert(1)", "http://server:3000"],
])("whoever signed in and wanted to go to %s goes to %s", async (url, to) => {
  expect(await authOptions().callbacks?.redirect?.({ url, baseUrl: "http://server:3000" })).toBe(to);
});
