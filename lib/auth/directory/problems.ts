import { AddressRefused } from "@/lib/core/address-rules";
import { socketTrouble } from "@/lib/core/socket-trouble";
import type { DirectoryProblem } from "@/lib/auth/directory/schema";

/** What stands in the way of asking the directory, in a code, and what was said of it. */
export class DirectoryTrouble extends Error {
  readonly problem: DirectoryProblem;
  readonly detail: string;

  constructor(problem: DirectoryProblem, detail = "") {
    super(problem);
    this.problem = problem;
    this.detail = detail.slice(0, LONGEST_DETAIL);
  }
}

const LONGEST_DETAIL = 300;

/** What a server answers a search or a bind of ours with, by its number in RFC 4511. */
const BY_NUMBER: Readonly<Record<number, DirectoryProblem>> = {
  3: "no_answer",
  8: "needs_tls",
  10: "referral",
  11: "too_many",
  13: "needs_tls",
  32: "no_base",
  34: "no_base",
  48: "account_refused",
  49: "account_refused",
  50: "not_allowed",
  51: "busy",
  52: "busy",
  53: "not_allowed",
};

/** By it a server says that the name and the password don't open anything now, whatever the reason. */
const REFUSALS: readonly number[] = [19, 32, 34, 48, 49, 50, 53];

/** The number a server answered with; undefined where there was no answer. */
export function answerOf(error: unknown): number | undefined {
  const code = (error as { code?: unknown }).code;
  return typeof code === "number" ? code : undefined;
}

export const isRefusal = (error: unknown): boolean => REFUSALS.includes(answerOf(error) ?? -1);

/** What went wrong, from whatever was thrown on the way to the directory or by it. */
export function troubleOf(error: unknown): DirectoryTrouble {
  if (error instanceof DirectoryTrouble) return error;
  if (error instanceof AddressRefused) return new DirectoryTrouble("forbidden_address");
  const { message, code } = error as { message?: string; code?: unknown };
  return new DirectoryTrouble(problemOf(error, typeof code === "string" ? code : ""), saidIn(message ?? ""));
}

/** Without the name of a class that a build has shortened to nothing anybody knows. */
const saidIn = (message: string): string => message.replace(/^[A-Za-z]{1,3}: /, "");

function problemOf(error: unknown, code: string): DirectoryProblem {
  const answer = answerOf(error);
  if (answer !== undefined) return BY_NUMBER[answer] ?? "internal";
  const trouble = socketTrouble(code);
  if (trouble !== undefined) return trouble;
  const { message = "" } = error as { message?: string };
  if (/timed out|timeout/i.test(message)) return "no_answer";
  return /closed|Socket|not established/.test(message) ? "closed" : "internal";
}
