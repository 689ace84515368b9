import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { uploadFile } from "@/lib/leads/files/commands";
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

export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);
export const HTML = Buffer.from("<!doctype html><script>alert(document.cookie)</script>");
export const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>`);
export const EXE = Buffer.concat([
  Buffer.from("MZ"),
  Buffer.alloc(200),
  Buffer.from("This program cannot be run in DOS mode."),
]);

/** A zip with one file in it. */
export function zipOf(name: string, text: string): Buffer {
  const data = deflateRawSync(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(text.length, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), data]);
}

type Sent = { leadId: string; bytes?: Uint8Array; name?: string };

/** Sends a file for a lead; answers what stands for it until it belongs somewhere. */
export async function upload(actor: UserActor, { leadId, bytes = PNG, name = "foto.png" }: Sent): Promise<string> {
  return (await uploadFile(ctxOf(actor), { leadId, name, said: bytes.byteLength, body: chunks(bytes) })).upload;
}
