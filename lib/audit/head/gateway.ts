import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isSigned, signatureOf } from "@/lib/audit/signing";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";

/** The end of the chain as it was last seen, kept outside the database: whoever cuts it off there leaves this behind. */
const headSchema = z.object({
  number: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[\da-f]{64}$/),
  /** The last verification that isn't forgotten one day. */
  check: z.uuid().nullable(),
});
export type Head = z.output<typeof headSchema>;

const file = () => path.resolve(env().DATA_DIR, "audit-head.json");

/** Undefined where none was written yet; "damaged" where what lies there isn't what was written. */
export async function readHead(): Promise<Head | "damaged" | undefined> {
  try {
    const { signature, ...said } = JSON.parse(await fs.readFile(file(), "utf8")) as Record<string, unknown>;
    const head = headSchema.safeParse(said);
    return head.success && isSigned("head", head.data, signature) ? head.data : "damaged";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "damaged";
  }
}

/** Whole or not at all. A disk that refuses it mustn't keep the log from being sealed. */
export async function writeHead(head: Head | null): Promise<void> {
  if (!head) return fs.rm(file(), { force: true });
  const draft = `${file()}.${randomUUID()}`;
  try {
    await fs.mkdir(path.dirname(draft), { recursive: true });
    const text = `${JSON.stringify({ ...head, signature: signatureOf("head", head) })}\n`;
    await fs.writeFile(draft, text, { mode: 0o600, flush: true });
    await fs.rename(draft, file());
  } catch (error) {
    await fs.rm(draft, { force: true }).catch(() => undefined);
    logger.warn({ error: String(error) }, "the end of the event log couldn't be noted outside the database");
  }
}
