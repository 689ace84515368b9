import { GET, POST } from "@/app/api/users/[userId]/photo/route";
import { currentActor } from "@/lib/auth/session";
import { database } from "@/lib/core/db";
import { pictureIn } from "@/lib/core/files/picture";
import { fileStore } from "@/lib/core/files/store";
import { dropUnnamed, sweepFiles } from "@/lib/leads/files/sweeping/commands";
import { removePhoto } from "@/lib/users/photos/commands";
import { photosAround } from "@/lib/users/photos/queries";
import { photoHref } from "@/lib/users/photos/schema";
import { EXE, HTML, jpegOf, PDF, PNG, pngOf, SVG, webpOf } from "@/tests/support/file-bytes";
import { ownDataFolder } from "@/tests/support/files";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

jest.mock("@/lib/auth/session", () => ({ currentActor: jest.fn() }));
const { remove } = ownDataFolder();
afterAll(remove);

const SQUARE = pngOf(256, 256);

async function house() {
  const [company, other] = [await makeCompany(), await makeCompany()];
  return {
    admin: await makeUser("admin"),
    manager: await makeUser("manager", [company.id]),
    employee: await makeUser("employee", [company.id]),
    colleague: await makeUser("employee", [company.id]),
    stranger: await makeUser("employee", [other.id]),
  };
}

type Sending = { bytes?: Uint8Array; headers?: Record<string, string> };

async function post(actor: UserActor | undefined, userId: string, { bytes = SQUARE, headers = {} }: Sending = {}) {
  jest.mocked(currentActor).mockResolvedValue(actor);
  const request = new Request(`http://server:3000/api/users/${userId}/photo`, {
    method: "POST",
    body: Buffer.from(bytes),
    headers: { host: "server:3000", "content-type": "application/octet-stream", ...headers },
  });
  const answer = await POST(request, { params: Promise.resolve({ userId }) });
  const { details } = (await answer.json()) as { details?: { reason: string } };
  return details?.reason ?? answer.status;
}

async function get(actor: UserActor | undefined, userId: string, query = "", headers: Record<string, string> = {}) {
  jest.mocked(currentActor).mockResolvedValue(actor);
  const request = new Request(`http://server/api/users/${userId}/photo${query}`, { headers });
  return GET(request, { params: Promise.resolve({ userId }) });
}

const photoOf = (userId: string) => database().userPhoto.findUnique({ where: { userId } });
const kept = async (userId: string) => (await photoOf(userId))?.digest ?? "";

test.each([
  ["a JPEG, behind what a camera wrote", jpegOf(40, 30), "image/jpeg"],
  ["a PNG", pngOf(40, 30), "image/png"],
  ["a simple WebP", webpOf("VP8 ", 40, 30), "image/webp"],
  ["a lossless WebP", webpOf("VP8L", 40, 30), "image/webp"],
  ["a WebP with more in it", webpOf("VP8X", 40, 30), "image/webp"],
])("the type and the sides of %s are read from its bytes", async (_, bytes, type) => {
  expect(await pictureIn(bytes)).toStrictEqual({ type, width: 40, height: 30 });
  expect(await pictureIn(bytes.subarray(0, 14))).toBeUndefined();
});

test.each([
  ["a page", HTML, "photoRefused"],
  ["a picture that can run", SVG, "photoRefused"],
  ["a PDF", PDF, "photoRefused"],
  ["a program", EXE, "photoRefused"],
  ["the first bytes of a picture before a page", Buffer.concat([SQUARE.subarray(0, 12), HTML]), "photoRefused"],
  ["nothing", Buffer.alloc(0), "photoRefused"],
  ["a picture as wide as a bomb", pngOf(20_000, 1), "photoSides"],
  ["a picture of one point, as is used to watch who looks", PNG, "photoSides"],
  ["more than may be", Buffer.concat([SQUARE, Buffer.alloc(5 * 1024 * 1024)]), "photoTooLarge"],
])("%s is refused, and nothing of it is kept", async (_, bytes, reason) => {
  const { employee } = await house();
  expect(await post(employee, employee.id, { bytes })).toBe(reason);
  expect(await photoOf(employee.id)).toBeNull();
});

test("is answered so that nothing of it runs, and kept by browsers under the address of this very photo", async () => {
  const { employee } = await house();
  const bytes = Buffer.concat([SQUARE, HTML]);
  expect(await post(employee, employee.id, { bytes })).toBe(200);
  const digest = await kept(employee.id);
  const answer = await get(employee, employee.id, photoHref(employee.id, digest).replace(/^[^?]*/, ""));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none';.*; sandbox$/);
  expect(answer.headers.get("cache-control")).toBe("private, max-age=604800, immutable");
  expect(Buffer.from(await answer.arrayBuffer())).toStrictEqual(bytes);
  const other = await get(employee, employee.id, "?v=000000000000", { "if-none-match": `"${digest}"` });
  expect([other.status, other.headers.get("cache-control")]).toStrictEqual([304, "private, no-cache"]);
});

test("oneself and who may edit them give it; everybody around sees it, nobody elsewhere", async () => {
  const { admin, manager, employee, colleague, stranger } = await house();
  expect(await post(undefined, employee.id)).toBe(401);
  expect(await post(stranger, employee.id)).toBe(403);
  expect(await post(colleague, employee.id)).toBe(403);
  expect(await post(manager, admin.id)).toBe(404);
  expect(await post(employee, employee.id, { headers: { origin: "https://evil.example" } })).toBe(403);
  expect(await post(employee, employee.id, { headers: { "content-type": "image/png" } })).toBe(422);
  expect(await photoOf(employee.id)).toBeNull();
  expect(await post(manager, employee.id)).toBe(200);
  expect(await post(employee, employee.id, { bytes: pngOf(64, 64) })).toBe(200);
  expect(await post(admin, admin.id)).toBe(200);
  const seen = async (actor: UserActor | undefined, userId: string) => (await get(actor, userId)).status;
  expect(await seen(undefined, employee.id)).toBe(401);
  expect(await seen(colleague, employee.id)).toBe(200);
  expect(await seen(colleague, admin.id)).toBe(200);
  expect(await seen(stranger, employee.id)).toBe(404);
  expect(await seen(employee, colleague.id)).toBe(404);
  const around = await photosAround(ctxOf(colleague));
  expect(around[employee.id]).toBe(photoHref(employee.id, await kept(employee.id)));
  expect(Object.keys(await photosAround(ctxOf(stranger)))).not.toContain(employee.id);
});

test("it is told before and after, and its bytes go when it is replaced or taken away", async () => {
  const { employee, colleague, manager } = await house();
  await post(employee, employee.id, { bytes: pngOf(31, 31) });
  const first = await kept(employee.id);
  await post(colleague, colleague.id, { bytes: pngOf(31, 31) });
  await post(employee, employee.id, { bytes: pngOf(32, 32) });
  const second = await kept(employee.id);
  const before = await database().event.count();
  await post(employee, employee.id, { bytes: pngOf(32, 32) });
  expect(await database().event.count()).toBe(before);
  // The job that each of these leaves.
  await dropUnnamed(first);
  expect(await fileStore().has(first)).toBe(true);
  await removePhoto(ctxOf(manager), { userId: employee.id });
  await dropUnnamed(second);
  expect(await fileStore().has(second)).toBe(false);
  expect(await photoOf(employee.id)).toBeNull();
  const told = await database().event.findMany({ where: { subjectId: employee.id }, orderBy: { seq: "asc" } });
  const version = (digest: string) => digest.slice(0, 12);
  expect(told.map(({ name, changes }) => ({ name, changes }))).toStrictEqual([
    { name: "user.updated", changes: { photo: { from: "", to: version(first) } } },
    { name: "user.updated", changes: { photo: { from: version(first), to: version(second) } } },
    { name: "user.updated", changes: { photo: { from: version(second), to: "" } } },
  ]);
  await sweepFiles(new Date(Date.now() + 2 * 86_400_000));
  expect(await fileStore().has(first)).toBe(true);
});

test("whoever may not edit them takes no photo away", async () => {
  const { employee, colleague } = await house();
  await post(employee, employee.id);
  await expect(removePhoto(ctxOf(colleague), { userId: employee.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await get(employee, employee.id)).status).toBe(200);
});
