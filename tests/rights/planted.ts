import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { PERMISSIONS } from "@/lib/core/permissions";
import { updateLead } from "@/lib/leads/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { makeLead, makeUser, statusId } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { FieldRights, Grants } from "@/lib/core/permissions";
import type { Lead } from "@/lib/core/prisma/client";

/** Values of a lead that nothing else says, and how each is looked for in an answer: as typed, as dialled, as a number. */
export const PLANTED = {
  phone: { value: "+54 9 11 5277-6143", traces: ["5277-6143", "52776143", "5277 6143"] },
  email: { value: "zarzamora@plantada.example", traces: ["zarzamora", "plantada.example"] },
  amount: { value: 918_273_645, traces: ["918273645", "9182736.45", "9182736,45", "9.182.736", "9,182,736"] },
  message: { value: "Necesito ambrosía para palanganas", traces: ["ambros", "palangana"] },
} as const;
export type Planted = keyof typeof PLANTED;
export const FIELDS = Object.keys(PLANTED) as Planted[];

/** What was planted before the last change: the history tells of it. */
const FORMER = { email: "antes.zarzamora@plantada.example", phone: "+54 9 11 5277-6143 int. 2" };

export const EVERYTHING_HIDDEN: FieldRights = { phone: "hidden", email: "hidden", amount: "hidden", message: "hidden" };

/** Which of the planted values an answer tells. */
export function toldIn(answer: unknown): Planted[] {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  return FIELDS.filter((field) => PLANTED[field].traces.some((trace) => text.toLowerCase().includes(trace)));
}

/** The key of a role that allows this and is kept from these; its rows are written as they are, whatever goes together. */
export async function makeRole(grants: Grants, fields: FieldRights = {}): Promise<string> {
  const id = newId();
  await database().role.create({
    data: {
      ...{ id, key: `role-${id}`, nameEn: id, nameEs: id, position: 99 },
      permissions: {
        create: Object.entries(grants).map(([permission, scope]) => ({ permission, scope })),
      },
      fields: { create: Object.entries(fields).map(([field, right]) => ({ field, right })) },
    },
  });
  return `role-${id}`;
}

/** All there is, as far as it goes. */
export const ALL: Grants = Object.fromEntries(
  Object.entries(PERMISSIONS).map(([permission, scopes]) => [permission, scopes.at(-1)]),
);

export async function makeReader(fields: FieldRights, grants: Grants = ALL, companyIds: string[] = []) {
  return makeUser(await makeRole(grants, fields), companyIds);
}

/** As forms that show thanks on a page of their own hand over what was typed. */
const PAGES_OF = ({ email, phone }: { email: string; phone: string }) => {
  const query = new URLSearchParams({ email, tel: phone.replaceAll(" ", "-") });
  return { pageUrl: `https://w.example/gracias?${query}`, referrer: `https://w.example/#${query}` };
};

/**
 * A lead that says all of them wherever a lead can: itself, in what its form sent, in what it said before, in its arrival,
 * and with another lead of the same person.
 */
export async function plant(
  companyId: string,
  owner: UserActor | null,
  more: { contactName?: string } = {},
): Promise<Lead> {
  const { contactName = "Ana Visible" } = more;
  const { phone, email, message } = PLANTED;
  const person = { email: email.value, phone: phone.value };
  const at = new Date();
  const lead = await makeLead(companyId, {
    contactName,
    ...{ email: FORMER.email, phone: FORMER.phone, defaultOwnerId: owner?.id ?? null },
    extra: { Respuesta: `${person.email} ${person.phone} ${message.value}` },
    arrival: {
      ...{ sourceId: null, deliveryId: null, submittedAt: at, receivedAt: at, service: "Transporte" },
      ...{ message: message.value, ...PAGES_OF(person) },
      utm: { source: "", medium: "", campaign: "", term: "", content: "" },
      values: { person: { contactName, ...person }, extra: { Otra: `${person.email} ${message.value}` } },
    },
  });
  const ctx = systemCtx("test");
  await updateLead(ctx, { leadId: lead.id, set: person, seen: FORMER, country: "AR" });
  const quoted = await statusId("quoted");
  const amountCents = PLANTED.amount.value;
  await changeStatus(
    { ...ctx, history: true },
    { leadId: lead.id, statusId: quoted, seenStatusId: lead.statusId, amountCents },
  );
  return database().lead.findUniqueOrThrow({ where: { id: lead.id } });
}
