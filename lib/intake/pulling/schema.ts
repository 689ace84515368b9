import { z } from "zod";
import { siteUrl } from "@/lib/intake/sources/schema";

/** Why a pull brought nothing. A code; the screens word it, with what to do. */
export const PULL_PROBLEMS = [
  "unauthorised",
  "not_found",
  "refused",
  "busy",
  "server_error",
  "html",
  "unreadable",
  "unexpected",
  "timeout",
  "too_large",
  "redirected",
  "address_not_allowed",
  "unknown_host",
  "unreachable",
  "certificate",
  "interrupted",
  "internal",
] as const;
export type PullProblem = (typeof PULL_PROBLEMS)[number];

/** Credentials of a saved source, or of one being made. */
export const testConnectionInput = z.union([
  z.object({ sourceId: z.uuid() }),
  z.object({
    url: siteUrl,
    userName: z.string().trim().min(1, "required").max(200),
    password: z.string().trim().min(1, "required").max(500),
    formId: z
      .string()
      .trim()
      .min(1, "required")
      .max(120)
      .regex(/^[\w.-]+$/, "notValid"),
  }),
]);
export type TestConnectionInput = z.output<typeof testConnectionInput>;

export type ConnectionResult =
  { ok: true; count: number; fields: string[] } | { ok: false; problem: PullProblem; detail: string };
