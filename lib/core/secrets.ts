import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/core/env";

const key = z.string().regex(/^[\w-]{43}$/);
const secretsSchema = z.object({ authSecret: key, dataKey: key });

/** Each 32 bytes in base64url: one signs sessions, the other seals stored credentials. */
export type Secrets = z.output<typeof secretsSchema>;

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The installation's own secrets, made at the first start. Two first starts at once get the same ones. */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  if (!fs.existsSync(file)) createOnce(file);
  fs.chmodSync(file, 0o600);
  const parsed = secretsSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is damaged. Restore it from a backup: stored credentials can't be opened without it.`);
}

function createOnce(file: string): void {
  const secrets: Secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    dataKey: randomBytes(32).toString("base64url"),
  };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // A link appears complete or not at all, and never replaces what another start made a moment ago.
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Encrypts a credential for the database. The same text sealed twice looks different. */
export function sealText(plain: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", dataKey(), iv);
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `${VERSION}:${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** The text that was sealed; throws when it was changed or sealed with another key. */
export function openText(sealed: string): string {
  const [version, body, ...rest] = sealed.split(":");
  if (version !== VERSION || body === undefined || rest.length > 0)
    throw new Error("Not a sealed text of a known version.");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", dataKey(), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}

function dataKey(): Buffer {
  return Buffer.from(env().DATA_KEY, "base64url");
}
