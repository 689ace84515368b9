import { issueLink } from "@/lib/auth/commands";
import { authorize } from "@/lib/core/ctx";
import { precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { DEMO_FORMS } from "@/lib/demo/arrivals";
import { CAST, MANAGER, SECOND_COMPANY, sellersOf } from "@/lib/demo/cast";
import { demoFinished, demoOpened, demoStarted } from "@/lib/demo/events";
import { demoJob } from "@/lib/demo/jobs";
import { mailOf, plain } from "@/lib/demo/queries";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { createCompany } from "@/lib/settings/commands";
import { ORGANISATION_SUBJECT } from "@/lib/settings/events";
import { addUser } from "@/lib/users/commands";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

/**
 * Makes the demo's people and forms, and sets the telling of its year going. Once. Without a password the people can't
 * sign in until they are given a link to set one, like anybody new.
 */
export async function startDemo(ctx: Ctx, input: { leads: number; passwordHash?: string }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('demo'))::text`);
    if ((await tx.event.count({ where: { name: "demo.started" } })) > 0) throw precondition("demoLoaded");
    const companyIds = await twoCompanies(tx, emit);
    const people = await hire({ ...ctx, tx }, tx, emit, { companyIds, passwordHash: input.passwordHash });
    const sources = await openForms({ ...ctx, tx }, companyIds, people);
    emit(demoStarted, {
      subjectId: ORGANISATION_SUBJECT,
      subjectLabel: "demo",
      payload: { leads: input.leads, sources },
    });
    await enqueue(tx, demoJob, { now: ctx.now().toISOString(), leads: input.leads, requestId: ctx.requestId });
  });
}

export type DemoPerson = { name: string; jobTitle: string; userName: string; linkToken: string | null };

/**
 * How to enter as the demo's people: a link each, shown once, that takes the place of the one before. Who has a password
 * already, or somebody real, gets none.
 */
export async function openDemo(ctx: Ctx): Promise<{ people: DemoPerson[] }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    if ((await tx.event.count({ where: { name: "demo.started" } })) === 0) throw precondition("unchanged");
    const found = await tx.user.findMany({ where: { email: { in: CAST.map(mailOf) }, deactivatedAt: null } });
    const people: DemoPerson[] = [];
    for (const user of CAST.flatMap((member) => found.find(({ email }) => email === mailOf(member)) ?? [])) {
      const linkToken = user.passwordHash === null ? await issueLink(ctx, tx, user.id) : null;
      people.push({ name: fullName(user), jobTitle: user.jobTitle, userName: user.userName, linkToken });
    }
    const payload = { people: people.filter(({ linkToken }) => linkToken !== null).length };
    emit(demoOpened, { subjectId: ORGANISATION_SUBJECT, subjectLabel: "demo", payload });
    return { people };
  });
}

export async function finishDemo(ctx: Ctx, leads: number): Promise<void> {
  await mutate(ctx, async (_tx, emit) => {
    emit(demoFinished, { subjectId: ORGANISATION_SUBJECT, subjectLabel: "demo", payload: { leads } });
    return Promise.resolve();
  });
}

async function twoCompanies(tx: Tx, emit: Emit): Promise<[string, string]> {
  const known = await tx.company.findMany({
    where: { active: true },
    orderBy: { position: "asc" },
    take: 2,
    select: { id: true },
  });
  const first = known[0]?.id ?? (await createCompany(tx, emit, "INTRALOG"));
  return [first, known[1]?.id ?? (await createCompany(tx, emit, SECOND_COMPANY))];
}

type Hiring = { companyIds: [string, string]; passwordHash: string | undefined };

async function hire(ctx: Ctx, tx: Tx, emit: Emit, { companyIds, passwordHash }: Hiring): Promise<string[]> {
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const roles = await tx.role.findMany({ select: { id: true, key: true } });
  const ids: string[] = [];
  for (const member of CAST) {
    const id = await addUser(ctx, tx, emit, {
      userName: `${plain(member.firstName)}.${plain(member.lastName)}`,
      firstName: member.firstName,
      lastName: member.lastName,
      email: mailOf(member),
      phone: "",
      jobTitle: member.jobTitle,
      locale: organisation.locale === "en" ? "en" : "es",
      timeZone: organisation.timeZone,
      roleId: roles.find(({ key }) => key === member.role)?.id ?? "",
      companyIds: member.houses.map((house) => companyIds[house]),
      ...(passwordHash !== undefined && { passwordHash }),
    });
    ids.push(id);
  }
  return ids;
}

async function openForms(ctx: Ctx, companyIds: [string, string], people: string[]): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  for (const [key, form] of Object.entries(DEMO_FORMS)) {
    // What comes in from now on goes to the first seller of the company.
    const owner = people[sellersOf(form.company)[0] ?? MANAGER] ?? null;
    const input = createSourceInput.parse({
      name: form.name,
      companyId: companyIds[form.company],
      defaultOwnerId: owner,
      subChannel: form.name,
    });
    sources[key] = (await createSource(ctx, input)).id;
  }
  return sources;
}
