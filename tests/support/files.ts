import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { uploadFile } from "@/lib/leads/files/commands";
import { PNG } from "@/tests/support/file-bytes";
import { ctxOf } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

/** A data folder of this test's own. To be called before anything reads the environment. */
export function ownDataFolder(): { folder: string; remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leads-files-"));
  process.env["DATA_DIR"] = folder;
  return {
    folder,
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Bytes as a connection brings them. */
export async function* chunks(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** A connection that breaks before the end. */
export async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
  throw new Error("aborted");
}

type Sent = { leadId: string; bytes?: Uint8Array; name?: string };

/** Sends a file for a lead; answers what stands for it until it belongs somewhere. */
export async function upload(actor: UserActor, { leadId, bytes = PNG, name = "foto.png" }: Sent): Promise<string> {
  return (await uploadFile(ctxOf(actor), { leadId, name, said: bytes.byteLength, body: chunks(bytes) })).upload;
}
