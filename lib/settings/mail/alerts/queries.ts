import { alertOf } from "@/lib/settings/mail/alerts/schema";
import type { Tx } from "@/lib/core/db";

/** Of these letters those that whoever they go to wants. */
export async function wantedLetters<T extends { kind: string; to: string }>(
  tx: Pick<Tx, "alertOff">,
  letters: readonly T[],
): Promise<T[]> {
  const asked = letters.filter(({ kind }) => alertOf(kind) !== undefined);
  if (asked.length === 0) return [...letters];
  const off = await tx.alertOff.findMany({
    where: { user: { email: { in: asked.map(({ to }) => to) } } },
    select: { alert: true, user: { select: { email: true } } },
  });
  return letters.filter(({ kind, to }) => !off.some(({ alert, user }) => user.email === to && alert === alertOf(kind)));
}
