import fs from "node:fs";
import { z } from "zod";
import { GET } from "@/app/api/live/route";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { defineEvent } from "@/lib/core/events";
import { newId } from "@/lib/core/id";
import { stopLive } from "@/lib/core/live";
import { SESSION_ENDED } from "@/lib/core/live-event";
import { mutate } from "@/lib/core/mutate";
import { requireSecondFactor } from "@/lib/users/roles/commands";
import { enter } from "@/tests/rights/browser";
import { LIVE, NEVER_TOLD, NUDGES } from "@/tests/rights/live";
import { reachOf, ROLES, SUBJECTS } from "@/tests/rights/reach";
import { makeScene } from "@/tests/rights/scene";
import { heardOn } from "@/tests/support/live-stream";
import { owesSecondFactor } from "@/tests/support/owing";
import type { UserActor } from "@/lib/core/ctx";
import type { Role } from "@/tests/rights/reach";
import type { Scene } from "@/tests/rights/scene";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);
afterAll(stopLive);

test("every kind of event has its entry", () => {
  const named = fs
    .globSync("lib/**/events.ts")
    .flatMap((file) => [...fs.readFileSync(file, "utf8").matchAll(/defineEvent\(\s*"(\w+)\./g)])
    .map(([, subject = ""]) => subject);
  const said = [...LIVE.map(({ name }) => name), ...NUDGES, ...NEVER_TOLD];
  expect([...new Set(named)].sort()).toStrictEqual(said.sort());
});

/** Whose an event is, as the rows it is about would say. */
const WHOSE: Record<string, (s: Scene) => { companyIds: string[]; ownerIds: string[] }> = {
  "lead: one's own": ({ here, actor }) => ({ companyIds: [here.id], ownerIds: [actor.id] }),
  "lead: a colleague's": ({ here, colleague }) => ({ companyIds: [here.id], ownerIds: [colleague.id] }),
  "lead: nobody's": ({ here }) => ({ companyIds: [here.id], ownerIds: [] }),
  "lead: one's own, of another company": ({ elsewhere, actor }) => ({
    companyIds: [elsewhere.id],
    ownerIds: [actor.id],
  }),
  "lead: another company's": ({ elsewhere, stranger }) => ({ companyIds: [elsewhere.id], ownerIds: [stranger.id] }),
  "lead: nobody's, of another company": ({ elsewhere }) => ({ companyIds: [elsewhere.id], ownerIds: [] }),
  "source: one's company's": ({ here }) => ({ companyIds: [here.id], ownerIds: [] }),
  "source: another company's": ({ elsewhere }) => ({ companyIds: [elsewhere.id], ownerIds: [] }),
  "run: one's own": ({ actor }) => ({ companyIds: [], ownerIds: [actor.id] }),
  "run: a colleague's": ({ colleague }) => ({ companyIds: [], ownerIds: [colleague.id] }),
};

async function announce(name: string, about: { companyIds?: string[]; ownerIds?: string[]; subjectId?: string }) {
  await mutate(systemCtx("test"), async (_tx, emit) => {
    emit(defineEvent(name, z.object({})), { subjectId: newId(), subjectLabel: "", payload: {}, ...about });
    return Promise.resolve();
  });
}

/** A stream of the person's, and what it has carried so far. */
async function listen(actor: UserActor) {
  await enter(actor);
  const { heard, end } = await heardOn(GET);
  const until = async (name: string) => {
    for (let tries = 0; !heard.some((event) => event.name === name) && tries < 400; tries++)
      await new Promise((next) => setTimeout(next, 25));
    return heard.map((event) => event.name);
  };
  return { heard, until, end };
}

/** News of their own, after which whatever else was to come has come. */
const own = ({ here, actor }: Scene) => ({ companyIds: [here.id], ownerIds: [actor.id] });

/** Each situation of each row, and what nobody hears of. */
async function announceAll(s: Scene): Promise<void> {
  for (const { name, subject } of LIVE)
    for (const [at, situation] of SUBJECTS[subject].situations.entries())
      await announce(`${name}.${at}`, WHOSE[`${subject}: ${situation}`]?.(s) ?? {});
  for (const subject of NEVER_TOLD) await announce(`${subject}.happened`, own(s));
}

function heardBy(role: Role): string[] {
  return LIVE.flatMap(({ name, subject, rights }) => {
    const reached = reachOf(subject, rights[role]);
    const situations = [...SUBJECTS[subject].situations.entries()];
    return situations.filter(([, situation]) => reached.includes(situation)).map(([at]) => `${name}.${at}`);
  });
}

test.each(ROLES)("%s hears of what the table says, and of nothing else", async (role) => {
  const s = await makeScene(role);
  const stream = await listen(s.actor);
  await announce("lead.begins", own(s));
  await stream.until("lead.begins");
  await announceAll(s);
  await announce("lead.ends", own(s));
  const heard = await stream.until("lead.ends");
  await stream.end();
  expect(heard.sort()).toStrictEqual(["lead.begins", "lead.ends", ...heardBy(role)].sort());
});

test("whoever lost a lead hears that it left, and of nothing after that", async () => {
  const s = await makeScene("employee");
  const stream = await listen(s.actor);
  await announce("lead.begins", own(s));
  await stream.until("lead.begins");
  await announce("lead.given", { companyIds: [s.here.id], ownerIds: [s.colleague.id, s.actor.id] });
  await announce("lead.later", { companyIds: [s.here.id], ownerIds: [s.colleague.id] });
  await announce("lead.ends", own(s));
  expect(await stream.until("lead.ends")).toStrictEqual(["lead.begins", "lead.given", "lead.ends"]);
  await stream.end();
});

test("that rights changed is said without a word of whose or which", async () => {
  const s = await makeScene("employee");
  const stream = await listen(s.actor);
  await announce("lead.begins", own(s));
  await stream.until("lead.begins");
  await announce("user.updated", { subjectId: s.colleague.id, companyIds: [s.here.id] });
  await announce("lead.ends", own(s));
  expect(await stream.until("lead.ends")).toStrictEqual(["lead.begins", "lead.ends"]);
  await announce("role.updated", {});
  await stream.until("resync");
  expect(stream.heard.at(-1)).toStrictEqual({ name: "resync", id: "", actorId: null });
  await stream.end();
});

test("whoever comes to owe a second factor is told that their session is over, and hears of nothing after that", async () => {
  const s = await makeScene("employee");
  const actor = await owesSecondFactor(s.actor, false);
  const { id: roleId } = await database().role.findUniqueOrThrow({ where: { key: actor.roleKey } });
  const stream = await listen(actor);
  await announce("lead.begins", own(s));
  await stream.until("lead.begins");
  await requireSecondFactor(systemCtx("operator"), { roleId, needed: true });
  await stream.until(SESSION_ENDED);
  await announce("lead.ends", own(s));
  await stream.end();
  expect(stream.heard.map(({ name }) => name)).toStrictEqual(["lead.begins", SESSION_ENDED]);
});
