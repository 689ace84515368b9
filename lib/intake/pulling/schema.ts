import { z } from "zod";
import { PULL_KINDS } from "@/lib/intake/schema";
import { listShape, requirePath, siteUrl } from "@/lib/intake/sources/schema";
import { isTimeZone } from "@/lib/core/time-zone";

/** Why a pull brought nothing. A code; the screens word it, with what to do. */
export const PULL_PROBLEMS = [
  "unauthorised",
  "wrong_password",
  "login_missing",
  "not_allowed",
  "no_endpoint",
  "not_found",
  "no_such_form",
  "refused",
  "too_many",
  "unsigned",
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

/** How a pull ended. A pull that is done may have something to say as well: `repeated`, `cap` or `unsettled`. */
export type PullEnd = {
  state: "done" | "stopped" | "failed";
  reason: PullProblem | "" | "repeated" | "cap" | "unsettled" | "stopped" | "too_long";
  detail: string;
  retryAfterSeconds?: number;
};

/** Credentials of a saved source, or of one being made. */
export const testConnectionInput = z.union([
  z.object({ sourceId: z.uuid() }),
  z
    .object({
      url: siteUrl,
      userName: z.string().trim().max(200),
      password: z.string().trim().max(500),
      formId: z
        .string()
        .trim()
        .max(120)
        .regex(/^[\w.-]*$/, "notValid"),
      pullKind: z.enum(PULL_KINDS).default("predecessor"),
      pullShape: listShape.optional(),
      timeZone: z.string().refine(isTimeZone, "timeZone").default("UTC"),
      defaultCountry: z.string().trim().toUpperCase().max(2).default("AR"),
    })
    .superRefine((input, context) => {
      if (input.pullKind === "list") {
        requirePath(input.pullShape, context);
        return;
      }
      for (const key of ["userName", "password"] as const) {
        if (input[key] === "") context.addIssue({ code: "custom", path: [key], message: "required" });
      }
    }),
]);
export type TestConnectionInput = z.output<typeof testConnectionInput>;

/** A submission as we understand it, in few words. */
export type Sample = {
  name: string | null;
  firm: string | null;
  email: string | null;
  phone: string | null;
  service: string | null;
  message: string | null;
  submittedAt: string | null;
  externalId: string | null;
  extra: string[];
};

export type ConnectionResult =
  | {
      ok: true;
      /** In all, where the site says so; else on the first page. */
      count: number;
      isAll: boolean;
      /** Entries of what was read that are no submissions. */
      unread: number;
      samples: Sample[];
      forms: { id: string; name: string; entries: number | null }[];
    }
  | { ok: false; problem: PullProblem; detail: string; forms: { id: string; name: string; entries: number | null }[] };
