import { tokenHash } from "@/lib/core/token";
import type { Tx } from "@/lib/core/db";

type Asked = { text: string; expiresAt: Date };

/** Whether this is the first answer to what was asked. Of two that bring the same, one finds it taken. */
export async function takeAnswer(tx: Tx, { text, expiresAt }: Asked, now: Date): Promise<boolean> {
  await tx.answeredChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  const { count } = await tx.answeredChallenge.createMany({
    data: [{ hash: tokenHash(text), expiresAt }],
    skipDuplicates: true,
  });
  return count > 0;
}
