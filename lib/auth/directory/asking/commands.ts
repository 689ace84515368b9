import { ask, isFilter, lookAfter, lookUp } from "@/lib/auth/directory/gateway";
import { DirectoryTrouble } from "@/lib/auth/directory/problems";
import { directoryAccess } from "@/lib/auth/directory/queries";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import type { Answer, Away, DirectoryAccess, DirectoryProblem, Typed } from "@/lib/auth/directory/schema";

/**
 * Whether the directory lets somebody in. Never throws for what the directory does: it is away then, and that is noted.
 * `evenOff`: to try it before anybody is let in.
 */
export async function askDirectory(typed: Typed, { evenOff = false } = {}): Promise<Answer | Away> {
  const known = await directoryAccess();
  if (!known || !(known.on || evenOff)) return OFF;
  return noted(() => ask(known.access, typed));
}

/** Who somebody is there, by our own account. */
export async function lookUpInDirectory(login: string): Promise<Answer | Away> {
  const known = await directoryAccess();
  if (!known || known.access.reading === "direct") return OFF;
  return noted(() => lookUp(known.access, login));
}

/** What has become there of those who are here, by their keys; undefined where it couldn't be asked. */
export async function lookAfterInDirectory(
  access: DirectoryAccess,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Answer> | undefined> {
  const answer = await noted(() => lookAfter(access, keys));
  return "problem" in answer ? undefined : answer;
}

/** What was found can't be so: nothing is done by it. */
export async function doubtDirectory(problem: DirectoryProblem): Promise<void> {
  await note({ problem, detail: "" });
}

/** Whether a filter of people or groups can be asked. */
export const isDirectoryFilter = (filter: string): boolean => isFilter(filter);

const OFF: Away = { is: "away", problem: "", detail: "" };

async function noted<T>(asking: () => Promise<T>): Promise<T | Away> {
  try {
    const answer = await asking();
    await note({ problem: "", detail: "" });
    return answer;
  } catch (error) {
    if (!(error instanceof DirectoryTrouble)) throw error;
    const { problem, detail } = error;
    // Neither who asked nor what they typed.
    logger.warn({ problem, detail }, "the directory couldn't be asked");
    await note({ problem, detail });
    return { is: "away", problem, detail };
  }
}

const MINUTE_MS = 60_000;

/** How asking went, for the settings' page: when it went otherwise than before, else to the minute. */
async function note(state: { problem: string; detail: string }): Promise<void> {
  const now = new Date();
  const answered = state.problem === "" && { answeredAt: now };
  const stale = { OR: [{ triedAt: null }, { triedAt: { lt: new Date(now.getTime() - MINUTE_MS) } }] };
  await database().directory.updateMany({
    where: { id: 1, OR: [stale, { problem: { not: state.problem } }, { detail: { not: state.detail } }] },
    data: { ...state, ...answered, triedAt: now },
  });
}
