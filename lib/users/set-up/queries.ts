import { database } from "@/lib/core/db";
import { tokenHash } from "@/lib/core/token";

/** `open`: the token is the one that the terminal printed, and nobody has used it yet. */
export async function setUpState(token: string): Promise<"done" | "open" | "closed"> {
  const row = await database().organisation.findUnique({ where: { id: 1 } });
  if (row?.setUpAt) return "done";
  return token !== "" && row?.setUpTokenHash === tokenHash(token) ? "open" : "closed";
}
