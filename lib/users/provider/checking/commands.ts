import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { asVia, endUnseen } from "@/lib/users/identities/entering/commands";

const DAY_MS = 86_400_000;

/** Nobody can be asked about between two sign-ins: whom the provider let in so long ago proves it again. */
export async function checkProvider(now = new Date()): Promise<void> {
  const row = await database().identityProvider.findFirst({
    where: { id: 1, on: true },
    select: { againDays: true },
  });
  if (!row) return;
  const ctx = asVia(systemCtx("provider", { requestId: newId(), now: () => now }), "provider");
  await endUnseen(ctx, "provider", row.againDays * DAY_MS);
}
