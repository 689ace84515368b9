import { doubtDirectory, lookAfterInDirectory } from "@/lib/auth/directory/asking/commands";
import { directoryAccess } from "@/lib/auth/directory/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { lockRow } from "@/lib/users/commands";
import { asVia, endUnseen, follow, putOut } from "@/lib/users/identities/entering/commands";
import { groupRules } from "@/lib/users/identities/queries";
import { ruleFor } from "@/lib/users/identities/rules";
import type { Answer, DirectoryAccess } from "@/lib/auth/directory/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { GroupRuleView, OutReason } from "@/lib/users/identities/schema";

const MINUTE_MS = 60_000;
/** Where no account of ours looks people up, whoever the directory let in so long ago proves it again. */
const UNSEEN_MS = 24 * 60 * MINUTE_MS;

/**
 * When it is time again: asks the directory about everybody who came by it. Who isn't there any more, is closed there or
 * in no group that counts is out; who is there follows it. As long as it can't be asked everybody stays.
 */
export async function checkDirectory(now = new Date()): Promise<void> {
  const known = await directoryAccess();
  if (!known?.on || !(await isTime(known.access, now))) return;
  const ctx = asVia(systemCtx("directory", { requestId: newId(), now: () => now }), "directory");
  if (known.access.reading === "direct") await endUnseen(ctx, "directory", UNSEEN_MS);
  else await lookAfterAll(ctx, known.access);
}

/** Of several processes one goes. */
async function isTime({ checkMinutes }: DirectoryAccess, now: Date): Promise<boolean> {
  const due = new Date(now.getTime() - checkMinutes * MINUTE_MS);
  const { count } = await database().directory.updateMany({
    where: { id: 1, OR: [{ checkedAt: null }, { checkedAt: { lte: due } }] },
    data: { checkedAt: now },
  });
  return count > 0;
}

type Kept = { userId: string; key: string; isIn: boolean };

async function lookAfterAll(ctx: Ctx, access: DirectoryAccess): Promise<void> {
  const people = await database().directoryPerson.findMany({
    where: { via: "directory", key: { not: null }, user: { deactivatedAt: null } },
    select: { userId: true, key: true, outReason: true },
  });
  const keyed = people.flatMap(({ userId, key, outReason }): Kept[] =>
    key === null ? [] : [{ userId, key, isIn: outReason === "" }],
  );
  if (keyed.length === 0) return;
  const keys = keyed.map(({ key }) => key);
  const answers = await lookAfterInDirectory(access, keys);
  if (!answers) return;
  // Nobody loses all of their people at once: what was asked is wrong.
  if (keyed.length > 1 && keys.every((key) => answers.get(key)?.is === "nobody")) {
    logger.warn({ people: keyed.length }, "the directory knows none of its people; nobody was put out");
    await doubtDirectory("nobody_found");
    return;
  }
  const rules = await groupRules(database(), "directory");
  const stays = (answer: Answer | undefined) =>
    answer === undefined || (answer.is === "yes" && ruleFor("directory", rules, answer.person.groups) !== undefined);
  const lost = keyed.filter(({ key, isIn }) => isIn && !stays(answers.get(key))).length;
  const isHeld = await holdsBack(lost, keyed.filter(({ isIn }) => isIn).length);
  for (const { userId, key } of keyed) {
    const answer = answers.get(key);
    if (answer && !(isHeld && !stays(answer))) await settle(ctx, { userId, answer, rules });
  }
}

/** Losing so many at once is rather a group that was moved, or may not be read any more, than people who left. */
const FEW = 2;

/**
 * Whether so many of so many are put out by nobody but a directory: an admin says first that it is so. What they said of fewer
 * doesn't hold for more.
 */
async function holdsBack(lost: number, all: number): Promise<boolean> {
  const { outConfirmed } = await database().directory.findUniqueOrThrow({ where: { id: 1 } });
  const isHeld = lost > FEW && lost > all / 2 && lost > outConfirmed;
  await database().directory.update({ where: { id: 1 }, data: { heldOut: isHeld ? lost : 0, outConfirmed: 0 } });
  if (isHeld) logger.warn({ lost, all }, "the directory lets most of its people in no more; nobody was put out");
  return isHeld;
}

type Settled = { userId: string; answer: Answer; rules: readonly GroupRuleView[] };

/** What is unchanged isn't told. */
class Unchanged extends Error {}

async function settle(ctx: Ctx, { userId, answer, rules }: Settled): Promise<void> {
  try {
    await mutate(ctx, async (tx, emit) => {
      let told = 0;
      const tell: typeof emit = (definition, input) => {
        told++;
        emit(definition, input);
      };
      const user = await lockRow(tx, userId);
      const rule = answer.is === "yes" ? ruleFor("directory", rules, answer.person.groups) : undefined;
      if (answer.is === "yes" && rule) await follow(ctx, tx, tell, user, answer, rule);
      else await putOut(tx, tell, user, { reason: reasonOf(answer), now: ctx.now() });
      if (told === 0) throw new Unchanged();
    });
  } catch (error) {
    if (!(error instanceof Unchanged)) throw error;
    if (answer.is === "yes")
      await database().directoryPerson.updateMany({ where: { userId, outReason: "" }, data: { seenAt: ctx.now() } });
  }
}

function reasonOf(answer: Answer): OutReason {
  if (answer.is === "yes") return "noGroup";
  return answer.is === "refused" ? "closed" : "gone";
}
