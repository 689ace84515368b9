import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { receiveFile, sweepArrivals } from "@/lib/core/files/arrival";
import { bucketStore } from "@/lib/core/files/bucket";
import { fileStore } from "@/lib/core/files/store";
import { openBucketServer } from "@/tests/support/bucket-server";
import { EXE, HTML, PDF, PNG, SVG, zipOf } from "@/tests/support/file-bytes";
import { broken, chunks, ownDataFolder } from "@/tests/support/files";
import type { FileStore } from "@/lib/core/files/store";

const { folder, remove } = ownDataFolder();
afterAll(remove);

const MOST = 20 * 1024 * 1024;
const receive = (bytes: Uint8Array, said: number | null = bytes.byteLength) =>
  receiveFile({ body: chunks(bytes), mostBytes: MOST, said });
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
async function bytesOf(store: FileStore, digest: string): Promise<Buffer | undefined> {
  const stream = await store.open(digest);
  return stream && buffer(stream);
}
const arriving = () => fs.readdirSync(path.join(folder, "files", "arriving"));

test.each([
  ["a picture", PNG, "image/png"],
  ["a PDF", PDF, "application/pdf"],
  ["a page that is called a picture", HTML, "text/plain"],
  ["a picture that can run", SVG, "text/plain"],
  ["a packed file", zipOf("a.txt", "hola"), "application/zip"],
  ["a program", EXE, "application/x-msdownload"],
  ["a picture with a page behind it", Buffer.concat([PNG, HTML]), "image/png"],
  ["a page with a PDF behind it", Buffer.concat([HTML, PDF]), "text/plain"],
  ["plain words", Buffer.from("Ñandú\tde ocho\r\n"), "text/plain"],
  ["noise", Buffer.from([0, 1, 2, 3, 250, 251]), "application/octet-stream"],
])("%s is what its bytes say", async (_, bytes, type) => {
  expect(await receive(bytes)).toStrictEqual({ digest: digestOf(bytes), size: bytes.byteLength, type });
});

test("what was kept is read as it came, twice the same is one, and no draft is left", async () => {
  const bytes = Buffer.concat([PNG, Buffer.from("twice")]);
  const [{ digest }] = await Promise.all([receive(bytes), receive(bytes)]);
  expect(await bytesOf(fileStore(), digest)).toStrictEqual(bytes);
  const kept = [];
  for await (const file of fileStore().all()) kept.push(file.digest);
  expect(kept.filter((one) => one === digest)).toHaveLength(1);
  expect(arriving()).toStrictEqual([]);
});

test("20 MB are taken, and one byte more isn't, whether it is said or not", async () => {
  const whole = Buffer.alloc(MOST, "a");
  await expect(receive(whole)).resolves.toMatchObject({ size: MOST });
  const more = Buffer.alloc(MOST + 1, "a");
  for (const said of [more.byteLength, null]) {
    await expect(receive(more, said)).rejects.toMatchObject({ details: { reason: "attachmentTooLarge" } });
  }
  expect(arriving()).toStrictEqual([]);
});

test("what doesn't arrive whole isn't kept: a broken connection, fewer bytes than said, none at all", async () => {
  const bytes = Buffer.from("half of it");
  await expect(receiveFile({ body: broken(bytes), mostBytes: MOST, said: null })).rejects.toThrow("aborted");
  await expect(receive(bytes, 500)).rejects.toMatchObject({ details: { reason: "fileCut" } });
  await expect(receive(Buffer.alloc(0))).rejects.toMatchObject({ details: { reason: "fileEmpty" } });
  expect(await fileStore().has(digestOf(bytes))).toBe(false);
  expect(arriving()).toStrictEqual([]);
});

test("a full disk is told as one", async () => {
  const full = jest.spyOn(fs.promises, "statfs");
  full.mockResolvedValueOnce({ bavail: 10, bsize: 4096 } as Awaited<ReturnType<typeof fs.promises.statfs>>);
  await expect(receive(PNG)).rejects.toMatchObject({ details: { reason: "diskFull" } });
});

test("a draft of a process that was killed goes after a day, and not before", async () => {
  const draft = path.join(folder, "files", "arriving", "killed");
  fs.writeFileSync(draft, "half");
  await sweepArrivals(new Date(Date.now() + 23 * 3_600_000));
  expect(arriving()).toStrictEqual(["killed"]);
  await sweepArrivals(new Date(Date.now() + 25 * 3_600_000));
  expect(arriving()).toStrictEqual([]);
});

test("no path is made of anything but a digest", async () => {
  await expect(fileStore().open("../../secrets.json")).rejects.toThrow("digest");
});

test("a bucket keeps, opens, lists and forgets what the disk would, and every request of it is signed", async () => {
  const bucket = await openBucketServer();
  const store = bucketStore(bucket.address);
  const draft = path.join(folder, "draft");
  fs.writeFileSync(draft, PNG);
  const digest = digestOf(PNG);
  expect(await store.has(digest)).toBe(false);
  expect(await store.open(digest)).toBeUndefined();
  await store.put(digest, draft);
  expect(await store.has(digest)).toBe(true);
  expect(await bytesOf(store, digest)).toStrictEqual(PNG);
  const listed = [];
  for await (const file of store.all()) listed.push(file);
  expect(listed).toStrictEqual([{ digest, size: PNG.byteLength, at: new Date("2026-11-28T00:00:00.000Z") }]);
  await store.remove(digest);
  expect(await store.has(digest)).toBe(false);
  expect(bucket.refused).toStrictEqual([]);
  bucket.close();
});

test("a bucket that refuses is an error, not an empty one", async () => {
  const bucket = await openBucketServer();
  const store = bucketStore(bucket.address.replace("eu-west-1", "us-east-1"));
  await expect(store.has(digestOf(PNG))).rejects.toThrow("403");
  await expect(store.open(digestOf(PNG))).rejects.toThrow("403");
  bucket.close();
});
