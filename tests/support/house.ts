import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createLead } from "@/lib/leads/commands";
import { systemCtx } from "@/lib/core/ctx";
import { actorOfSession } from "@/lib/auth/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Event } from "@/lib/core/prisma/client";
import type { NewLead } from "@/lib/leads/commands";

/** The rows a test needs to stand on: each call makes new ones, so that tests don't meet. */

export async function makeCompany(name = "Test company") {
  const id = newId();
  return database().company.create({ data: { id, key: `company-${id}`, name } });
}

/** A signed-in user of the role, as the doors would see them. */
export async function makeUser(
  roleKey: string,
  companyIds: string[] = [],
  more: { firstName?: string } = {},
): Promise<UserActor> {
  const id = newId();
  const role = await database().role.findUniqueOrThrow({ where: { key: roleKey } });
  const user = await database().user.create({
    data: {
      id,
      email: `${id}@example.test`,
      userName: id,
      firstName: more.firstName ?? roleKey,
      lastName: "Tester",
      roleId: role.id,
      companies: { create: companyIds.map((companyId) => ({ companyId })) },
      sessions: { create: { expiresAt: new Date(Date.now() + 3_600_000) } },
    },
    include: { sessions: true },
  });
  const actor = await actorOfSession(user.sessions[0]?.id ?? "");
  if (!actor) throw new Error("the test user has no session");
  return actor;
}

export function ctxOf(actor: UserActor, more: Partial<Ctx> = {}): Ctx {
  return { actor, requestId: "test", now: () => new Date(), history: false, ...more };
}

export async function statusId(key: string): Promise<string> {
  return (await database().status.findUniqueOrThrow({ where: { key } })).id;
}

/** What an arrival says of a lead. */
export async function newLead(companyId: string, more: Partial<NewLead> & { at?: Date } = {}): Promise<NewLead> {
  const { at = new Date(), ...given } = more;
  const initialStatusId = await statusId("pending");
  const leadType = await database().leadType.findUniqueOrThrow({ where: { key: "transport" } });
  const arrival = {
    sourceId: null,
    deliveryId: null,
    submittedAt: at,
    receivedAt: at,
    message: "",
    service: "",
    pageUrl: "",
    referrer: "",
    utm: { source: "", medium: "", campaign: "", term: "", content: "" },
    values: {},
  };
  return {
    contactName: "Ana Pérez",
    firm: "",
    email: "",
    phone: "",
    country: "AR",
    extra: {},
    channel: "Web",
    subChannel: "",
    currency: "ARS",
    initialStatusId,
    classification: {
      rules: [],
      statusId: initialStatusId,
      leadTypeId: leadType.id,
      companyId,
      priority: "normal",
      tags: [],
      score: 0,
    },
    defaultOwnerId: null,
    previousLeadId: null,
    arrival,
    ...given,
  };
}

/** A lead as an arrival makes it. */
export async function makeLead(companyId: string, more: Partial<NewLead> & { at?: Date; history?: boolean } = {}) {
  const { history = false, ...given } = more;
  const at = given.at ?? new Date();
  const ctx = systemCtx("test", { now: () => at, history });
  const { id } = await createLead(ctx, await newLead(companyId, { ...given, at }));
  return database().lead.findUniqueOrThrow({ where: { id } });
}

/** What was announced about a subject, in order. */
export async function eventsOf(subjectId: string): Promise<Event[]> {
  return database().event.findMany({ where: { subjectId }, orderBy: { seq: "asc" } });
}
