import { isIP } from "node:net";
import { z } from "zod";

const address = z.string().refine((text) => isAddressOrRange(text));
const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** What an operator may set; nothing must be. `.env.example` explains each. */
const settingsSchema = z.object({
  PORT: z.coerce.number("a whole number from 1 to 65535").int().min(1).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .refine(isWholeAddress)
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(address))
    .default([]),
  /** A bucket that speaks S3; the files lie in `DATA_DIR` without. */
  FILES_BUCKET: z
    .url({ protocol: /^https?$/ })
    .refine((address) => isBucket(new URL(address)))
    .optional(),
  WORKER: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(levels).default("info"),
});

const EXPECTED: Record<string, string> = {
  PORT: "a whole number from 1 to 65535",
  DATABASE_URL:
    "an address like postgresql://user:password@host:5432/database, in whose password # is written %23, / %2F, ? %3F and @ %40",
  PUBLIC_URL: "an address like https://leads.example.com",
  TRUSTED_PROXIES: "IP addresses or ranges like 10.0.0.0/8, separated by commas",
  FILES_BUCKET: "an address like https://key:secret@s3.example.com/bucket?region=us-east-1",
  WORKER: "on or off",
  LOG_LEVEL: `one of ${levels.join(", ")}`,
};

/** What the running program needs besides; the start script hands it over. */
const environmentSchema = settingsSchema.extend({
  DATABASE_URL: z.string().min(1),
  /** 32 bytes in base64url: the key that stored credentials are sealed with. */
  DATA_KEY: z.string().regex(/^[\w-]{43}$/),
  NEXTAUTH_SECRET: z.string().min(32),
});

export type Settings = z.output<typeof settingsSchema>;
export type Environment = z.output<typeof environmentSchema>;
type Variables = Readonly<Record<string, string | undefined>>;

class EnvironmentError extends Error {}

let known: Environment | undefined;

/** The environment of the running program. Parsed at first use: `next build` imports this without having one. */
export function env(): Environment {
  return (known ??= parse(environmentSchema, process.env));
}

/** What the operator set, for the programs that prepare the environment, and for what works without one. */
export function readSettings(variables: Variables = process.env): Settings {
  return parse(settingsSchema, variables);
}

/** For scripts that work on the database and need nothing else. */
export function requiredDatabaseUrl(variables: Variables = process.env): string {
  const { DATABASE_URL } = readSettings(variables);
  if (DATABASE_URL) return DATABASE_URL;
  throw new EnvironmentError("DATABASE_URL is missing: the address of the database to work on.");
}

function parse<T>(schema: z.ZodType<T>, variables: Variables): T {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvironmentError(describe(result.error, given));
}

/** One line, without the value: it may hold a password. */
function describe(error: z.ZodError, given: Variables): string {
  const name = String(error.issues[0]?.path[0] ?? "");
  if (given[name] === undefined) return `${name} is missing: start with npm start, which prepares it.`;
  return `${name} must be ${EXPECTED[name] ?? "different"}. See .env.example.`;
}

/** A sign that isn't encoded would end the address in the middle of its password. */
function isWholeAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).hash === "";
}

function isBucket({ username, password, pathname }: URL): boolean {
  return username !== "" && password !== "" && /^\/[^/]/.test(pathname);
}

function isAddressOrRange(text: string): boolean {
  const [host = "", bits, ...rest] = text.split("/");
  const family = isIP(host);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
