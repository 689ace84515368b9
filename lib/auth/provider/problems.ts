import { AddressRefused } from "@/lib/core/address-rules";
import { socketTrouble } from "@/lib/core/socket-trouble";
import type { ProviderProblem } from "@/lib/auth/provider/schema";

/** What stands in the way of the provider, in a code, and a word of detail. */
export class ProviderTrouble extends Error {
  readonly problem: ProviderProblem;
  readonly detail: string;

  constructor(problem: ProviderProblem, detail = "") {
    super(problem);
    this.problem = problem;
    this.detail = detail.slice(0, LONGEST_DETAIL);
  }
}

const LONGEST_DETAIL = 300;
const DEEPEST = 5;

/** What `oauth4webapi` calls what went wrong. */
const BY_CODE: Readonly<Record<string, ProviderProblem>> = {
  OAUTH_TIMEOUT: "no_answer",
  OAUTH_RESPONSE_IS_NOT_CONFORM: "status",
  OAUTH_RESPONSE_IS_NOT_JSON: "not_json",
  OAUTH_PARSE_ERROR: "not_json",
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: "clock",
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: "bad_token",
  OAUTH_KEY_SELECTION_FAILED: "bad_token",
  OAUTH_INVALID_RESPONSE: "bad_token",
  OAUTH_UNSUPPORTED_OPERATION: "bad_token",
};

/** What went wrong, from whatever was thrown on the way to the provider, by it or over what it said. */
export function troubleOf(error: unknown): ProviderTrouble {
  for (const cause of causesOf(error)) {
    if (cause instanceof ProviderTrouble) return cause;
    if (cause instanceof AddressRefused) return new ProviderTrouble("forbidden_address");
  }
  const code = codeOf(error);
  if (code === "OAUTH_RESPONSE_BODY_ERROR" || code === "OAUTH_WWW_AUTHENTICATE_CHALLENGE") return answered(error);
  const known = BY_CODE[code] ?? problemOf(code);
  return new ProviderTrouble(known ?? "internal", known === undefined ? "" : code);
}

/** OAuth's own codes are plain words; anything else that it says stays unsaid. */
const PLAIN_CODE = /^[a-z_]{1,40}$/;

/** The token endpoint said no. */
function answered(error: unknown): ProviderTrouble {
  const { error: said, status } = error as { error?: unknown; status?: unknown };
  const word = typeof said === "string" && PLAIN_CODE.test(said) ? said : JSON.stringify(status ?? "");
  const isOfClient = said === "invalid_client" || said === "unauthorized_client" || status === 401;
  return new ProviderTrouble(isOfClient ? "client_refused" : "code_refused", word);
}

function problemOf(code: string): ProviderProblem | undefined {
  const trouble = socketTrouble(code);
  // Where one speaks https or not at all, another way of being safe is as good as another certificate.
  if (trouble === "wrong_security" || code.startsWith("ERR_TLS")) return "certificate";
  if (code === "ABORT_ERR") return "no_answer";
  return code.startsWith("HPE_") ? "closed" : trouble;
}

function codeOf(error: unknown): string {
  const codes = causesOf(error).map((cause) => (cause as { code?: unknown }).code);
  return codes.find((code): code is string => typeof code === "string") ?? "";
}

function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  for (let at = error; typeof at === "object" && at !== null && causes.length < DEEPEST;) {
    causes.push(at);
    at = (at as { cause?: unknown }).cause;
  }
  return causes;
}
