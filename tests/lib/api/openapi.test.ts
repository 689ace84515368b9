import { GET } from "@/app/api/openapi.json/route";
import { reference } from "@/lib/api/reference";
import { ENDPOINTS } from "@/lib/api/schema";

type Operation = { operationId: string; parameters: { name: string; in: string }[]; responses: Record<string, object> };
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

test("the document has every endpoint once, with each parameter of its path and the refusals", async () => {
  const document = (await GET().json()) as Document;
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
  const text = await GET().text();
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
