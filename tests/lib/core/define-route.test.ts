import { z } from "zod";
import { parseInput } from "@/lib/core/define-action";
import { routeDefiner } from "@/lib/core/define-route";
import { lengthsIn } from "@/lib/core/errors";
import { systemCtx } from "@/lib/core/ctx";
import { testConnectionInput } from "@/lib/intake/pulling/schema";
import type { Outcome } from "@/lib/core/errors";

const route = routeDefiner(() => Promise.resolve(systemCtx("test").actor))({
  input: z.record(z.string(), z.string()),
  run: (_, input) => Promise.resolve(input),
});
const ask = async (query: string, more: RequestInit = {}) => {
  const answer = await route(new Request(`http://server:3000/api/x${query}`, more), { params: Promise.resolve({}) });
  return { status: answer.status, body: (await answer.json()) as { fields?: object } };
};

test("a parameter with a NUL, or given twice, is refused by its name", async () => {
  expect(await ask("?a=1&b=2")).toStrictEqual({ status: 200, body: { a: "1", b: "2" } });
  expect(await ask("?a=1&status=pending%00")).toMatchObject({ status: 422, body: { fields: { status: "notValid" } } });
  expect(await ask("?a=1&a=2")).toMatchObject({ status: 422, body: { fields: { a: "notValid" } } });
});

test("another site's page changes nothing; one's own and a program do", async () => {
  const send = async (from: { origin?: string }) =>
    ask("", {
      method: "POST",
      body: '{"a":"1"}',
      headers: { host: "server:3000", ...from },
    });
  expect((await send({ origin: "http://evil.example" })).status).toBe(403);
  expect((await send({ origin: "null" })).status).toBe(403);
  expect((await send({ origin: "http://server:3000" })).status).toBe(200);
  expect((await send({})).status).toBe(200);
});

test("no text that a schema sees has a NUL, however deep, and nothing else is touched", () => {
  const at = new Date();
  const input = { name: "A\0na", list: [{ "k\0ey": "\0" }], at, count: 1, none: null };
  expect(parseInput(z.unknown(), input)).toStrictEqual({
    name: "Ana",
    list: [{ key: "" }],
    at,
    count: 1,
    none: null,
  });
});

test("a text past its limit is refused with how long it may be and is; a program is told the key alone", async () => {
  const input = z.object({
    name: z.string().trim().max(5, "tooLong"),
    url: z.string().max(5, "notLink"),
    list: z.array(z.string()).max(1),
  });
  const sent = { name: "  six six ", url: "address", list: ["a", "b"] };
  const refused = () => {
    try {
      return parseInput(input, sent);
    } catch (error) {
      return (error as Outcome).fields;
    }
  };
  expect(refused()).toStrictEqual({ name: "tooLong 5 7", url: "notLink", list: "tooBig" });
  expect(lengthsIn("tooLong 5 7")).toStrictEqual({ most: 5, length: 7 });
  expect(lengthsIn("tooLong")).toBeUndefined();
  const told = routeDefiner(() => Promise.resolve(systemCtx("test").actor))({
    input,
    run: () => Promise.resolve(null),
  });
  const answer = await told(
    new Request("http://server:3000/api/x", {
      method: "POST",
      body: JSON.stringify(sent),
      headers: { host: "server:3000" },
    }),
    { params: Promise.resolve({}) },
  );
  expect(await answer.json()).toMatchObject({ fields: { name: "tooLong", url: "notLink", list: "tooBig" } });
});

test("of two ways to say something, what is refused is named in the way that was meant", () => {
  const refused = (input: unknown) => {
    try {
      parseInput(testConnectionInput, input);
      return {};
    } catch (error) {
      return (error as Outcome).fields;
    }
  };
  const typed = { url: "https://a.test", userName: "reader", password: "secret", formId: "3" };
  expect(refused({ ...typed, url: "no address" })).toStrictEqual({ url: "url" });
  expect(refused({ ...typed, userName: "" })).toStrictEqual({ userName: "required" });
  expect(refused({ sourceId: "no id" })).toStrictEqual({ sourceId: "notValid" });
  expect(refused(typed)).toStrictEqual({});
});
