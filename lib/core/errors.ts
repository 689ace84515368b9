export const OUTCOME_CODES = [
  "NOT_FOUND",
  "FORBIDDEN",
  "CONFLICT",
  "INVALID",
  "PRECONDITION",
  "LIMIT",
  "UNAUTHENTICATED",
] as const;
export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/** What each field was refused for: a key of the `errors` messages, or what `tooLong` says. */
export type FieldErrors = Record<string, string>;

/** A text past its limit, told by how long it may be and how long it is. */
export const tooLong = (most: number, length: number) => `tooLong ${most} ${length}`;

/** The key alone, for programs. */
export const reasonKey = (reason: string) => reason.split(" ")[0] ?? reason;

/** The two lengths of a text that is too long, where they are known. */
export function lengthsIn(reason: string): { most: number; length: number } | undefined {
  const [key, most, length] = reason.split(" ");
  return key === "tooLong" && most && length ? { most: Number(most), length: Number(length) } : undefined;
}

/**
 * An expected outcome that isn't success. The screen words it in the user's language;
 * `details` are the values that wording needs (who was first, to what).
 */
export class Outcome extends Error {
  readonly code: OutcomeCode;
  readonly fields: FieldErrors | undefined;
  readonly details: Record<string, string> | undefined;

  constructor(code: OutcomeCode, more: { fields?: FieldErrors; details?: Record<string, string> } = {}) {
    super(code);
    this.name = "Outcome";
    this.code = code;
    this.fields = more.fields;
    this.details = more.details;
  }
}

/** Also for what the actor may not see: it doesn't exist for them. */
export const notFound = () => new Outcome("NOT_FOUND");
export const forbidden = () => new Outcome("FORBIDDEN");
export const invalid = (fields: FieldErrors, details?: Record<string, string>) =>
  new Outcome("INVALID", { fields, ...(details && { details }) });
export const precondition = (reason: string, details: Record<string, string> = {}) =>
  new Outcome("PRECONDITION", { details: { reason, ...details } });
/** `seen`: the value as JSON, where saving again says that it was seen. */
export const conflict = (details: { field?: string; by?: string; to?: string; seen?: string } = {}) =>
  new Outcome("CONFLICT", { details });
export const limitReached = (details: Record<string, string> = {}) => new Outcome("LIMIT", { details });
