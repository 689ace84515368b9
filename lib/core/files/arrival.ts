import { createHash } from "node:crypto";
import { mkdir, open, readdir, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { fileTypeFromFile } from "file-type";
import { env } from "@/lib/core/env";
import { precondition } from "@/lib/core/errors";
import { fileStore } from "@/lib/core/files/store";
import { newId } from "@/lib/core/id";

/** As much of the disk is left to everything else. */
const LEFT_FREE_BYTES = 256 * 1024 * 1024;
/** A text is known by its beginning. */
const HEAD_BYTES = 64 * 1024;
/** Nobody sends one file for so long; what is left over is of a process that was killed. */
const ABANDONED_MS = 86_400_000;

export type ArrivedFile = { digest: string; size: number; type: string };
type Arriving = { body: AsyncIterable<Uint8Array>; mostBytes: number; said: number | null };

const folder = () => path.resolve(env().DATA_DIR, "files", "arriving");

/**
 * Takes a file as it comes: onto the disk chunk by chunk, never whole into memory, no more than may be, and kept only if
 * all of it came. What it is, is said by its bytes.
 */
export async function receiveFile({ body, mostBytes, said }: Arriving): Promise<ArrivedFile> {
  if (said !== null && said > mostBytes) throw precondition("attachmentTooLarge");
  const draft = path.join(folder(), newId());
  try {
    await makeRoom();
    const { digest, size, head } = await writeDown(draft, body, mostBytes);
    if (said !== null && said !== size) throw precondition("fileCut");
    if (size === 0) throw precondition("fileEmpty");
    const type = await typeOf(draft, head);
    await fileStore().put(digest, draft);
    return { digest, size, type };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOSPC" || code === "EDQUOT" ? precondition("diskFull") : error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function makeRoom(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder());
  if (bavail * bsize < LEFT_FREE_BYTES) throw precondition("diskFull");
}

async function writeDown(draft: string, body: AsyncIterable<Uint8Array>, mostBytes: number) {
  const handle = await open(draft, "wx", 0o600);
  const hash = createHash("sha256");
  let [size, head] = [0, Buffer.alloc(0)];
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > mostBytes) throw precondition("attachmentTooLarge");
      hash.update(chunk);
      if (head.byteLength < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.byteLength)]);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest("hex"), size, head };
}

/** Markup is text as well: what it would do in a browser it isn't asked to do. */
async function typeOf(file: string, head: Uint8Array): Promise<string> {
  const known = await fileTypeFromFile(file).catch(() => undefined);
  if (known) return known.mime;
  return isText(head) ? "text/plain" : "application/octet-stream";
}

function isText(head: Uint8Array): boolean {
  try {
    // The last letter may be cut in two.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
  } catch {
    return false;
  }
}

/** Takes away what arrivals left half that were killed. */
export async function sweepArrivals(now: Date): Promise<void> {
  for (const name of await readdir(folder()).catch(() => [])) {
    const draft = path.join(folder(), name);
    const known = await stat(draft).catch(() => undefined);
    if (known && now.getTime() - known.mtimeMs > ABANDONED_MS) await rm(draft, { force: true });
  }
}
