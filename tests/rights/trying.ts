import fs from "node:fs";
import path from "node:path";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { carry, enter, lockedOut, OWING } from "@/tests/rights/browser";
import { make } from "@/tests/rights/make";
import { reachOf, ROLES, SUBJECTS } from "@/tests/rights/reach";
import { makeScene, makeThing } from "@/tests/rights/scene";
import { traces, writtenBetween } from "@/tests/rights/traces";
import { makeUser } from "@/tests/support/house";
import { sourceFiles } from "@/tests/support/source-files";
import { statementsOf } from "@/tests/support/statements";
import type { ActionResult } from "@/lib/core/define-action";
import type { ActionRow, Send } from "@/tests/rights/actions/row";
import type { Role, SubjectName } from "@/tests/rights/reach";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

/** The files that browsers can call into. */
export const actionFiles = sourceFiles("app", "components", "lib").filter((file) =>
  fs.readFileSync(file, "utf8").startsWith('"use server"'),
);

/** Every action there is, by its name. */
export async function allActions(): Promise<Map<string, Action>> {
  const files = await Promise.all(
    actionFiles.map(async (file) => (await import(path.resolve(file))) as Record<string, Action>),
  );
  return new Map(files.flatMap((file) => Object.entries(file)));
}

/** A row may say which way of an action it is about: `updateLeadAction: a field`. */
export const actionOf = (row: { name: string }): string => row.name.split(":")[0] ?? "";

/** What an endpoint answered, so far as it tells one case from another; `undefined` where it did what was asked. */
export type Answer = { said: unknown; refused: boolean };

type Asking = {
  row: { name: string; subject: SubjectName; keeps?: string[] };
  role: Role;
  ask: (input: unknown) => Promise<Answer>;
};

/** How each situation came out; and where something is wrong besides, that. */
export async function tryEach({ row, role, ask }: Asking, rights: string, send: Send): Promise<Record<string, string>> {
  const s = await makeScene(role);
  const inputs = new Map<string, unknown>();
  for (const situation of SUBJECTS[row.subject].situations)
    inputs.set(situation, await send({ it: await makeThing(row.subject, situation, s), s, make }));
  const reached = reachOf(row.subject, rights);
  const seen = reachOf(row.subject, SUBJECTS[row.subject].seen[role]);
  await enter(s.actor);

  const came: Record<string, string> = {};
  const before = await traces();
  // What is read once and kept is read by now.
  const [first] = inputs.values();
  if (reached.length < inputs.size && namesSomething(first)) await ask(aboutNothing(first));
  let absent: Overheard | undefined;
  for (const [situation, input] of inputs) {
    if (reached.includes(situation)) continue;
    absent = namesSomething(input) ? await overheard(ask, aboutNothing(input)) : undefined;
    came[situation] = refusal(await overheard(ask, input), absent, seen.includes(situation));
  }
  const written = writtenBetween(before, await traces()).filter((table) => !row.keeps?.includes(table));
  if (written.length > 0) came["refused, and yet written"] = written.join(", ");
  for (const [situation, input] of inputs) {
    if (reached.includes(situation)) came[situation] = success(await ask(input), absent?.answer);
  }
  return came;
}

/** What the tables say: everything the word reaches, and nothing else. */
export function expected(subject: SubjectName, rights: string): Record<string, string> {
  const reached = reachOf(subject, rights);
  return Object.fromEntries(SUBJECTS[subject].situations.map((one) => [one, reached.includes(one) ? "yes" : "no"]));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** An answer, and the statements it took: whoever has a stopwatch reads those. */
type Overheard = { answer: Answer; work: string[] };

async function overheard(ask: Asking["ask"], input: unknown): Promise<Overheard> {
  const { result, sent } = await statementsOf(() => ask(input));
  return { answer: result, work: sent.sort() };
}

function refusal({ answer, work }: Overheard, absent: Overheard | undefined, isSeen: boolean): string {
  if (same(answer.said, "INTERNAL")) return "fails";
  // What isn't seen is told as what isn't there is, with the same work; a list of nothing is no less a refusal.
  if (absent && !isSeen && !same(answer, absent.answer))
    return `told from what isn't there: ${JSON.stringify(answer.said)}, not ${JSON.stringify(absent.answer.said)}`;
  if (absent && !isSeen && !same(work, absent.work))
    return `told by its work from what isn't there: ${difference(work, absent.work)}`;
  if (answer.refused || (absent && same(answer, absent.answer))) return "no";
  return `yes: ${JSON.stringify(answer.said)}`;
}

function difference(work: string[], other: string[]): string {
  const without = (from: string[], these: string[]) => {
    const left = [...these];
    return from.filter((one) => {
      const at = left.indexOf(one);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
  };
  return JSON.stringify({ more: without(work, other), less: without(other, work) });
}

function success(answer: Answer, absent: Answer | undefined): string {
  if (answer.refused) return JSON.stringify(answer.said);
  return absent && same(answer, absent) ? "no more than of what isn't there" : "yes";
}

/** An id, or a lead's number. */
const NAMED = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<=")\d{3,}(?=")/g;
const NO_NUMBER = "2147483000";

const firstOf = (input: unknown): [string, unknown] | undefined =>
  typeof input === "object" && input !== null ? Object.entries(input)[0] : undefined;

/** Whether its first field names something there may be or not. */
function namesSomething(input: unknown): boolean {
  return (JSON.stringify(firstOf(input)?.[1] ?? "").match(NAMED) ?? []).length > 0;
}

/** The same about something that isn't there. */
function aboutNothing(input: unknown): unknown {
  const [field, value] = firstOf(input) ?? ["", ""];
  const other: unknown = JSON.parse(
    JSON.stringify(value).replaceAll(NAMED, (name) => (name.includes("-") ? newId() : NO_NUMBER)),
  );
  return { ...(input as object), [field]: other };
}

/** An action as an endpoint. */
const asking =
  (action: Action, { denies }: ActionRow) =>
  async (input: unknown): Promise<Answer> => {
    const answer = await action(input);
    if (answer.ok) return { refused: denies?.(answer.data) ?? false, said: answer.data };
    const { code, fields, details } = answer;
    return { refused: true, said: code === "INTERNAL" ? code : { code, fields, details } };
  };

let outside: ReturnType<typeof lockedOut> | undefined;

type OpenToSome = { subject: SubjectName; wayIn?: true };

async function lockedOutOf({ wayIn }: OpenToSome) {
  outside ??= lockedOut(() => makeUser("admin"));
  return Object.entries(await outside).filter(([who]) => who !== OWING || !wayIn);
}

/** What those who are locked out are told, all with the same request; and what was written meanwhile. */
export async function tryLockedOut(
  row: OpenToSome,
  send: Send,
  ask: (input: unknown) => Promise<string>,
): Promise<Record<string, string>> {
  const all = await lockedOutOf(row);
  const s = await makeScene("admin");
  const [situation = ""] = SUBJECTS[row.subject].situations;
  const input = await send({ it: await makeThing(row.subject, situation, s), s, make });
  const came: Record<string, string> = {};
  const before = await traces();
  for (const [who, cookies] of all) {
    carry(cookies);
    came[who] = await ask(input);
  }
  const written = writtenBetween(before, await traces());
  if (written.length > 0) came["and yet written"] = written.join(", ");
  return came;
}

/** All of them are told this, and nothing is written. */
export const allTold = async (row: OpenToSome, said: string) =>
  Object.fromEntries((await lockedOutOf(row)).map(([who]) => [who, said]));

/** About something that isn't there even who may everything is told so, and nothing breaks. */
async function tryAbsent(row: ActionRow, action: Action): Promise<{ said: string; written: string[] }> {
  const s = await makeScene("admin");
  const [situation = ""] = SUBJECTS[row.subject].situations;
  const input = aboutNothing(await row.send({ it: await makeThing(row.subject, situation, s), s, make }));
  await enter(s.actor);
  const before = await traces();
  const answer = await action(input);
  const said = answer.ok ? `nothing but ${JSON.stringify(answer.data)}` : answer.code;
  return { said, written: writtenBetween(before, await traces()) };
}

const ABSENT = /^(?:NOT_FOUND|INVALID|PRECONDITION|CONFLICT|nothing but .*)$/;

/** Holds these actions to what their table says. */
export function holdActions(rows: readonly ActionRow[]): void {
  let actions: Map<string, Action>;
  const find = (row: ActionRow): Action => {
    const found = actions.get(actionOf(row));
    if (!found) throw new Error(`there is no ${row.name}`);
    return found;
  };
  beforeAll(async () => {
    actions = await allActions();
    await database().organisation.upsert({
      where: { id: 1 },
      create: { id: 1, name: "Grupo", setUpAt: new Date() },
      update: { name: "Grupo", setUpAt: new Date() },
    });
  });

  const tries = rows.flatMap((row) => ROLES.map((role) => [row.name, role, row.rights[role], row] as const));
  test.each(tries)("%s, %s: %s", async (_, role, rights, row) => {
    const came = await tryEach({ row, role, ask: asking(find(row), row) }, rights, row.send);
    expect(came).toStrictEqual(expected(row.subject, rights));
  });

  const named = rows.map((row) => [row.name, row] as const);
  test.each(named)("%s: nobody who is locked out", async (_, row) => {
    const ask = async (input: unknown) => {
      const answer = await find(row)(input);
      return answer.ok ? "yes" : answer.code;
    };
    expect(await tryLockedOut(row, row.send, ask)).toStrictEqual(await allTold(row, "UNAUTHENTICATED"));
  });

  const about = named.filter(([, { subject }]) => subject !== "nothing" && subject !== "house");
  test.each(about)("%s: what isn't there", async (_, row) => {
    const { said, written } = await tryAbsent(row, find(row));
    expect(said).toMatch(ABSENT);
    expect(written).toStrictEqual([]);
  });
}
