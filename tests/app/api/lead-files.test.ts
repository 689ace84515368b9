import { GET } from "@/app/api/leads/files/[fileId]/route";
import { POST } from "@/app/api/leads/files/route";
import { currentActor } from "@/lib/auth/session";
import { database } from "@/lib/core/db";
import { fileStore } from "@/lib/core/files/store";
import { attachFiles } from "@/lib/leads/files/commands";
import { EXE, HTML, PDF, PNG, SVG, zipOf } from "@/tests/support/file-bytes";
import { ownDataFolder } from "@/tests/support/files";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { Uploaded } from "@/lib/leads/files/schema";

jest.mock("@/lib/auth/session", () => ({ currentActor: jest.fn() }));
const { remove } = ownDataFolder();
afterAll(remove);

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  return { employee, stranger, lead };
}

type Sending = { bytes?: Uint8Array; name?: string; headers?: Record<string, string> };

async function post(
  actor: UserActor | undefined,
  leadId: string,
  { bytes = PNG, name = "x", headers = {} }: Sending = {},
) {
  jest.mocked(currentActor).mockResolvedValue(actor);
  const query = new URLSearchParams({ lead: leadId, name }).toString();
  const request = new Request(`http://server:3000/api/leads/files?${query}`, {
    method: "POST",
    body: Buffer.from(bytes),
    headers: { host: "server:3000", "content-type": "application/octet-stream", ...headers },
  });
  const answer = await POST(request);
  return { status: answer.status, body: (await answer.json()) as Uploaded & { details?: { reason: string } } };
}

async function get(actor: UserActor | undefined, fileId: string, headers: Record<string, string> = {}) {
  jest.mocked(currentActor).mockResolvedValue(actor);
  return GET(new Request(`http://server/api/leads/files/${fileId}`, { headers }), {
    params: Promise.resolve({ fileId }),
  });
}

async function kept(actor: UserActor, leadId: string, bytes: Uint8Array, name: string): Promise<string> {
  const { body } = await post(actor, leadId, { bytes, name });
  await attachFiles(ctxOf(actor), { leadId, uploads: [body.upload] });
  return (await database().leadFile.findFirstOrThrow({ where: { leadId }, orderBy: { id: "desc" } })).id;
}

test.each([
  ["a picture", PNG, "foto.png", "image/png", "inline"],
  ["a picture that calls itself a page", PNG, "foto.html", "image/png", "inline"],
  ["a PDF", PDF, "oferta.pdf", "application/pdf", "inline"],
  ["a page that calls itself a picture", HTML, "foto.png", "application/octet-stream", "attachment"],
  ["a picture that can run", SVG, "logo.svg", "application/octet-stream", "attachment"],
  ["a page and a PDF at once", Buffer.concat([HTML, PDF]), "oferta.pdf", "application/octet-stream", "attachment"],
  ["a packed file", zipOf("index.html", "<script>"), "a.zip", "application/octet-stream", "attachment"],
])("%s is answered so that nothing of it runs", async (_, bytes, name, type, shown) => {
  const { employee, lead } = await house();
  const answer = await get(employee, await kept(employee, lead.id, bytes, name));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(type);
  expect(answer.headers.get("content-disposition")).toBe(`${shown}; filename="${name}"; filename*=UTF-8''${name}`);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
  const isPdf = type === "application/pdf";
  expect(answer.headers.get("content-security-policy")?.includes("sandbox")).toBe(!isPdf);
  expect(Buffer.from(await answer.arrayBuffer())).toStrictEqual(Buffer.from(bytes));
});

test("the rights are asked each time, also of who has it already", async () => {
  const { employee, stranger, lead } = await house();
  const id = await kept(employee, lead.id, PNG, "foto.png");
  const { digest } = await database().leadFile.findUniqueOrThrow({ where: { id } });
  const known = { "if-none-match": `"${digest}"` };
  expect((await get(employee, id)).headers.get("etag")).toBe(known["if-none-match"]);
  expect((await get(employee, id, known)).status).toBe(304);
  expect((await get(stranger, id, known)).status).toBe(404);
  expect((await get(undefined, id)).status).toBe(401);
  for (const other of ["../../secrets.json", "1", "00000000-0000-7000-8000-000000000000"])
    expect((await get(employee, other)).status).toBe(404);
  await database().lead.update({ where: { id: lead.id }, data: { ownerId: null } });
  expect((await get(employee, id)).status).toBe(404);
});

test("a file whose bytes are missing is answered as none", async () => {
  const { employee, lead } = await house();
  const bytes = Buffer.concat([PNG, Buffer.from("lost")]);
  const id = await kept(employee, lead.id, bytes, "foto.png");
  const { digest } = await database().leadFile.findUniqueOrThrow({ where: { id } });
  await fileStore().remove(digest);
  expect((await get(employee, id)).status).toBe(404);
});

test("what may not be sent is refused with its reason, and nothing of it becomes a row", async () => {
  const { employee, stranger, lead } = await house();
  expect((await post(undefined, lead.id)).status).toBe(401);
  expect((await post(stranger, lead.id)).status).toBe(404);
  expect((await post(employee, lead.id, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  expect((await post(employee, lead.id, { headers: { "content-type": "text/plain" } })).status).toBe(422);
  expect((await post(employee, "1")).status).toBe(422);
  const refused = async (sending: Sending) => (await post(employee, lead.id, sending)).body.details?.reason;
  expect(await refused({ bytes: EXE, name: "foto.png" })).toBe("fileRefused");
  expect(await refused({ headers: { "content-length": String(30 * 1024 * 1024) } })).toBe("attachmentTooLarge");
  expect(await refused({ headers: { "content-length": "5" } })).toBe("fileCut");
  expect(await database().leadFile.count({ where: { leadId: lead.id } })).toBe(0);
});

test("a name that would climb out of its folder, or break a header, is only a name", async () => {
  const { employee, lead } = await house();
  const { body } = await post(employee, lead.id, { name: '../../etc/pass"wd\r\nx: y' });
  expect(body.name).toBe('pass"wd x: y');
});
