import { GET } from "@/app/api/openapi.json/route";
import { reference } from "@/lib/api/reference";
import { ENDPOINTS } from "@/lib/api/schema";

type Parameter = { name: string; in: string; schema: object };
type Operation = { operationId: string; parameters: Parameter[]; responses: Record<string, object> };
type Document = {
  servers: { url: string }[];
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};

const get = (headers: Record<string, string> = {}) => GET(new Request("http://x/api/openapi.json", { headers }));

test("the document has every endpoint once, with each parameter of its path and the refusals", async () => {
  const document = (await get().json()) as Document;
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );
  expect(operations).toHaveLength(ENDPOINTS.length);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(ENDPOINTS.length);
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name);
    expect(inPath).toStrictEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    for (const status of ["401", "429"]) expect(operation.responses).toHaveProperty(status);
  }
});

test("it says nothing that JSON Schema doesn't know", async () => {
  const text = await get().text();
  expect(text).not.toContain("$schema");
  expect(text).not.toContain("__");
});

test("the readable reference names fields within fields", () => {
  const { operations } = reference();
  const post = operations.find(({ id }) => id === "postLead");
  expect(post?.body.map(({ name }) => name)).toStrictEqual(
    expect.arrayContaining(["contactName", "utm", "utm.campaign", "extra"]),
  );
  const list = operations.find(({ id }) => id === "listLeads");
  expect(list?.answers[0]?.fields.map(({ name }) => name)).toStrictEqual(
    expect.arrayContaining(["leads", "leads[].status.key", "leads[].owner.name", "next"]),
  );
});

test("a limit is a whole number with its ends", async () => {
  const { paths } = (await get().json()) as Document;
  const limits = Object.values(paths)
    .flatMap((methods) => Object.values(methods).flatMap(({ parameters }) => parameters))
    .filter(({ name }) => name === "limit");
  expect(limits.length).toBeGreaterThan(3);
  for (const { schema } of limits) expect(schema).toMatchObject({ type: "integer", minimum: 1, maximum: 200 });
});

describe("the server's address", () => {
  const told = async (headers: Record<string, string>) =>
    ((await get(headers).json()) as Document).servers.map(({ url }) => url);

  test("is the one it was asked at, and what a proxy of ours says of it", async () => {
    expect(await told({ host: "crm.casa.test:3000" })).toStrictEqual(["http://crm.casa.test:3000"]);
    const proxied = { host: "inside:3000", "x-forwarded-host": "crm.casa.test", "x-forwarded-proto": "https" };
    expect(await told(proxied)).toStrictEqual(["https://crm.casa.test"]);
  });

  test("is never what is no address", async () => {
    expect(await told({ host: "not a host" })).toStrictEqual(["/"]);
    expect(await told({ host: "crm.casa.test/evil?x=" })).toStrictEqual(["http://crm.casa.test"]);
  });

  test("is the one that was set, whatever the request says", async () => {
    process.env["PUBLIC_URL"] = "https://leads.casa.test";
    await jest.isolateModulesAsync(async () => {
      const { GET: anew } = await import("@/app/api/openapi.json/route");
      const headers = { host: "evil.test", "x-forwarded-host": "evil.test" };
      const { servers } = (await anew(new Request("http://x/api/openapi.json", { headers })).json()) as Document;
      expect(servers).toStrictEqual([{ url: "https://leads.casa.test" }]);
    });
    delete process.env["PUBLIC_URL"];
  });
});
