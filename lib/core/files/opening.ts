import { notFound } from "@/lib/core/errors";
import { fileStore } from "@/lib/core/files/store";
import { logger } from "@/lib/core/logger";
import type { Readable } from "node:stream";

/** The bytes that a row names; where they are gone that is logged, with what they were `of`. */
export async function openBytes(digest: string, of: Readonly<Record<string, string>>): Promise<Readable> {
  const bytes = await fileStore().open(digest);
  if (bytes) return bytes;
  logger.error({ ...of, digest }, "a file's bytes are missing");
  throw notFound();
}
