import { createHash } from "node:crypto";
import type { JsonObject } from "@/lib/intake/json";

/** One submission as the site told it. */
export type Row = { externalId: string; digest: string; body: Buffer; createdAt: string };

/** Submissions made ready to be kept, oldest first; of a repeated one the later counts. */
export function rowsOf(submissions: JsonObject[]): Row[] {
  const rows = new Map<string, Row>();
  for (const submission of submissions) {
    const row = rowOf(submission);
    rows.set(row.externalId, row);
  }
  return [...rows.values()].sort(byAge);
}

function rowOf(submission: JsonObject): Row {
  const text = JSON.stringify(submission);
  const digest = createHash("sha256").update(text).digest("hex");
  const id = submission["id"];
  const known = typeof id === "number" || (typeof id === "string" && id.trim() !== "");
  return {
    externalId: known ? String(id).trim() : digest,
    digest,
    body: Buffer.from(`{"form_submissions":[${text}]}`),
    createdAt: typeof submission["created_at"] === "string" ? submission["created_at"] : "",
  };
}

/** Sites write times so that they sort as text; ids settle what was sent in the same second. */
function byAge(a: Row, b: Row): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return Number(a.externalId) - Number(b.externalId) || 0;
}
