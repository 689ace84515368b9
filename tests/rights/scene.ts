import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { UserActor } from "@/lib/core/ctx";
import type { Company, Lead } from "@/lib/core/prisma/client";
import type { Role, SubjectName } from "@/tests/rights/reach";

/** Who tries, a new one for each try, and the people and companies around them. */
export type Scene = {
  actor: UserActor;
  colleague: UserActor;
  stranger: UserActor;
  here: Company;
  elsewhere: Company;
  day: string;
};

export async function makeScene(role: Role): Promise<Scene> {
  const around = await (surroundings[role] ??= makeSurroundings());
  return { ...around, actor: await makeUser(role, [around.here.id]) };
}

/** Of each role, so that what one of them did isn't met by another. */
const surroundings: Partial<Record<Role, ReturnType<typeof makeSurroundings>>> = {};

async function makeSurroundings(): Promise<Omit<Scene, "actor">> {
  const [here, elsewhere] = [await makeCompany(newId()), await makeCompany(newId())];
  return {
    ...{ here, elsewhere, day: "2031-05-12" },
    colleague: await makeUser("employee", [here.id]),
    stranger: await makeUser("employee", [elsewhere.id]),
  };
}

/** What an endpoint is asked about. */
export type Thing = { id: string; companyId: string; lead: Lead | null; audience: string };

export const thing = (id: string, more: Partial<Thing> = {}): Thing => ({
  ...{ id, companyId: "", lead: null, audience: "" },
  ...more,
});

type MakeThing = (scene: Scene) => Promise<Thing>;

const leadOf = async (company: Company, owner: UserActor | null): Promise<Lead> =>
  makeLead(company.id, {
    email: `${newId()}@example.test`,
    contactName: "Ana Pérez",
    defaultOwnerId: owner?.id ?? null,
    extra: { Bultos: "12", Altura: "3" },
  });

const ofLead = async (company: Company, owner: UserActor | null): Promise<Thing> => {
  const lead = await leadOf(company, owner);
  return thing(lead.id, { companyId: company.id, lead });
};

async function noteOn(lead: Lead, author: UserActor): Promise<Thing> {
  const id = newId();
  const versions = { create: { body: "Antes", writtenAt: new Date(), id: newId() } };
  const note = { id, leadId: lead.id, authorId: author.id, body: "Ahora", createdAt: new Date(), versions };
  await database().note.create({ data: note });
  return thing(id, { lead });
}

async function taskOf(assignee: UserActor, madeBy: UserActor, lead: Lead | null): Promise<Thing> {
  const { id } = await database().task.create({
    data: {
      ...{ title: "Llamar", assigneeId: assignee.id, createdById: madeBy.id, leadId: lead?.id ?? null },
      dueAt: new Date("2031-05-12T15:00:00.000Z"),
    },
  });
  return thing(id, { lead });
}

async function viewOf(owner: UserActor, audience: string, companyId: string | null): Promise<Thing> {
  const { id } = await database().savedView.create({
    data: { ownerId: owner.id, name: newId(), audience, companyId, query: "" },
  });
  return thing(id, { audience, companyId: companyId ?? "" });
}

async function templateOf(owner: UserActor | null): Promise<Thing> {
  const { id } = await database().messageTemplate.create({
    data: {
      ownerId: owner?.id ?? null,
      channel: "whatsapp",
      name: "Saludo",
      body: "Hola",
      locale: "es",
      createdAt: new Date(),
    },
  });
  return thing(id);
}

async function importOf(uploader: UserActor): Promise<Thing> {
  const shape = { format: "csv", encoding: "utf-8", delimiter: ",", header: true };
  const { id } = await database().import.create({
    data: {
      ...{
        fileName: "leads.csv",
        fileSize: 10,
        digest: newId(),
        uploaderId: uploader.id,
        stage: "read",
        state: "done",
      },
      ...{ shape, columns: ["mail"], rowCount: 1 },
      rows: { create: { line: 2, values: ["ana@example.test"], outcome: "new" } },
    },
  });
  return thing(id);
}

async function runOf(user: UserActor): Promise<Thing> {
  const row = { line: 1, leadId: newId(), leadNumber: 1, outcome: "skipped", reason: "moved", seen: {} };
  const { id } = await database().bulkChange.create({
    data: { userId: user.id, set: { kind: "tags", add: ["x"], remove: [] }, total: 1, rows: { create: row } },
  });
  return thing(id);
}

const ofSource = async (company: Company): Promise<Thing> => {
  const { id } = await makeSource({ companyId: company.id });
  return thing(id, { companyId: company.id });
};

const person = async (role: string, companyIds: string[]): Promise<Thing> =>
  thing((await makeUser(role, companyIds)).id);

async function sessionOf(user: UserActor): Promise<Thing> {
  const { id } = await database().session.create({
    data: { userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  return thing(id);
}

/** Something of this kind, in this situation of the one who tries. */
export async function makeThing(subject: SubjectName, situation: string, s: Scene): Promise<Thing> {
  const makeIt = MAKE[subject][situation];
  if (!makeIt) throw new Error(`nobody knows how to make ${situation} of ${subject}`);
  return makeIt(s);
}

/** How each situation of the tables is made. */
const MAKE: Record<SubjectName, Record<string, MakeThing>> = {
  lead: {
    "one's own": ({ here, actor }) => ofLead(here, actor),
    "a colleague's": ({ here, colleague }) => ofLead(here, colleague),
    "nobody's": ({ here }) => ofLead(here, null),
    "one's own, of another company": ({ elsewhere, actor }) => ofLead(elsewhere, actor),
    "another company's": ({ elsewhere, stranger }) => ofLead(elsewhere, stranger),
    "nobody's, of another company": ({ elsewhere }) => ofLead(elsewhere, null),
  },
  note: {
    "one's own, on one's own lead": async ({ here, actor }) => noteOn(await leadOf(here, actor), actor),
    "one's own, on a colleague's lead": async ({ here, actor, colleague }) =>
      noteOn(await leadOf(here, colleague), actor),
    "a colleague's, on one's own lead": async ({ here, actor, colleague }) =>
      noteOn(await leadOf(here, actor), colleague),
    "one's own, on another company's lead": async ({ elsewhere, actor, stranger }) =>
      noteOn(await leadOf(elsewhere, stranger), actor),
  },
  task: {
    "one's own": ({ actor, colleague }) => taskOf(actor, colleague, null),
    "one made for a colleague": ({ actor, colleague }) => taskOf(colleague, actor, null),
    "a colleague's, on one's own lead": async ({ here, actor, colleague }) =>
      taskOf(colleague, colleague, await leadOf(here, actor)),
    "a colleague's, on a colleague's lead": async ({ here, colleague }) =>
      taskOf(colleague, colleague, await leadOf(here, colleague)),
    "another company's": async ({ elsewhere, stranger }) =>
      taskOf(stranger, stranger, await leadOf(elsewhere, stranger)),
    "a colleague's, on no lead": ({ colleague }) => taskOf(colleague, colleague, null),
  },
  view: {
    "one's own": ({ actor }) => viewOf(actor, "private", null),
    "a colleague's own": ({ colleague }) => viewOf(colleague, "private", null),
    "one's company's": ({ colleague, here }) => viewOf(colleague, "company", here.id),
    "another company's": ({ stranger, elsewhere }) => viewOf(stranger, "company", elsewhere.id),
    "everyone's": ({ colleague }) => viewOf(colleague, "everyone", null),
  },
  template: {
    "one's own": ({ actor }) => templateOf(actor),
    "a colleague's own": ({ colleague }) => templateOf(colleague),
    "everyone's": () => templateOf(null),
  },
  run: {
    "one's own": ({ actor }) => runOf(actor),
    "a colleague's": async ({ here }) => runOf(await makeUser("manager", [here.id])),
  },
  import: {
    "one's own": ({ actor }) => importOf(actor),
    "a colleague's": async ({ here }) => importOf(await makeUser("manager", [here.id])),
  },
  source: {
    "one's company's": ({ here }) => ofSource(here),
    "another company's": ({ elsewhere }) => ofSource(elsewhere),
  },
  company: {
    "one's own": ({ here }) => Promise.resolve(thing(here.id)),
    another: ({ elsewhere }) => Promise.resolve(thing(elsewhere.id)),
  },
  person: {
    oneself: ({ actor }) => Promise.resolve(thing(actor.id)),
    "an employee of one's company": ({ here }) => person("employee", [here.id]),
    "an employee of two companies": ({ here, elsewhere }) => person("employee", [here.id, elsewhere.id]),
    "another company's employee": ({ elsewhere }) => person("employee", [elsewhere.id]),
    "a manager of one's company": ({ here }) => person("manager", [here.id]),
    "an admin": () => person("admin", []),
  },
  session: {
    "one's own": ({ actor }) => sessionOf(actor),
    "a colleague's": ({ colleague }) => sessionOf(colleague),
  },
  house: { "the organisation's": () => Promise.resolve(thing("")) },
  nothing: { anything: () => Promise.resolve(thing("")) },
};
