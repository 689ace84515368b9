import type { Refusal } from "@/components/form/use-outcome";

/** What next-auth answers instead of a session, as one of our refusals; `wrong` words what didn't fit. */
export function refusalOf(error: string, wrong: "wrongPassword" | "wrongCode" | "wrongPasskey"): Refusal {
  const seconds = /^LIMIT (\d+)$/.exec(error)?.[1];
  if (seconds !== undefined) return { ok: false, code: "LIMIT", details: { seconds }, requestId: "" };
  const reason = /^REASON (\w+)$/.exec(error)?.[1];
  if (reason !== undefined) return { ok: false, code: "PRECONDITION", details: { reason }, requestId: "" };
  if (error === "OVER") return { ok: false, code: "PRECONDITION", details: { reason: "stepOver" }, requestId: "" };
  if (error !== "CredentialsSignin") return { ok: false, code: "INTERNAL", requestId: "–" };
  return { ok: false, code: "PRECONDITION", details: { reason: wrong }, requestId: "" };
}
