import { userSignedIn, userSignInFailed } from "@/lib/auth/events";
import { actingAs, nameOf, personSelect, subjectOf } from "@/lib/auth/person";
import { admit } from "@/lib/auth/second-factor/step/commands";
import { NO_ID } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { Listed, Via } from "@/lib/auth/identities/schema";
import type { Entry, Person } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

type Told = { via: Via; person: Listed; login: string };

/** Who somebody is here whom directory or provider let in, or why they come no further. It may write what comes of that. */
export type Welcome = (
  ctx: Ctx,
  tx: Tx,
  told: Told,
) => Promise<{ userId: string } | { refused: string; userId?: string }>;

/** Of whoever is in none that counts. */
const GROUPS_TOLD = 30;

type Coming = Told & {
  client: Client;
  /** Whom what was typed named already. */
  user?: Person | null;
  /** What else is done in the same transaction, before anything. */
  first?: (tx: Tx) => Promise<void>;
};

/** Their session, or what they owe for it, or why they come no further. */
export async function enterAs(
  ctx: Ctx,
  { client, user, first, ...told }: Coming,
  welcome: Welcome,
): Promise<Entry | { refused: string }> {
  const { via, person } = told;
  return mutate(ctx, async (tx, emit) => {
    await first?.(tx);
    const guest = await welcome(ctx, tx, told);
    if ("refused" in guest) {
      const about = user ? subjectOf(user) : { subjectId: guest.userId ?? NO_ID, subjectLabel: nameOf(person) };
      const { refused: reason } = guest;
      const groups = reason.endsWith("NoGroup") && { groups: person.groups.slice(0, GROUPS_TOLD) };
      const payload = { ...client, known: guest.userId !== undefined, step: via, reason, ...groups };
      emit(userSignInFailed, { ...about, payload });
      return guest;
    }
    const found = await tx.user.findUniqueOrThrow({ where: { id: guest.userId }, select: personSelect });
    return mutate({ ...actingAs(ctx, found), tx }, (_tx, tell) => admitBy(ctx, tx, tell, found, { via, client }));
  });
}

type By = { via: Via; client: Client };

async function admitBy(ctx: Ctx, tx: Tx, emit: Emit, user: Person, { via, client }: By): Promise<Entry> {
  const entry = await admit(ctx, tx, emit, user, client);
  if (entry.sessionId !== undefined) emit(userSignedIn, { ...subjectOf(user), payload: { ...client, by: via } });
  return entry;
}
