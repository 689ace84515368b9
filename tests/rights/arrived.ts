import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { markSpam, sayGenuine } from "@/lib/intake/spam/commands";
import { makeLead } from "@/tests/support/house";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Thing } from "@/tests/rights/scene";

const UNDERSTOOD: Prisma.InputJsonObject = {
  ...{ plugin: "json", name: "Ana", firm: null, email: "ana@example.test", phone: null, phoneRaw: null, extra: {} },
  spam: [{ check: "links", detail: "3", points: 100 }],
};

/** Something that arrived at the source. */
const delivery = async ({ id }: Thing, more: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) => {
  const came = { via: "push", method: "POST", path: "", headers: {}, body: Buffer.from("{}"), bodySize: 2 };
  const row = { sourceId: id, receivedAt: new Date(), state: "rejected", reason: "no_values", ...came, ...more };
  return (await database().delivery.create({ data: row })).id;
};

/** An arrival that made a lead nobody worked on. */
const processed = async (it: Thing) => {
  const { id: leadId } = await makeLead(it.companyId);
  return delivery(it, { state: "processed", outcome: "created", reason: "", leadId, understood: UNDERSTOOD });
};
/** A further arrival of somebody who is known. */
const touched = async (it: Thing) => {
  const first = await processed(it);
  const { leadId } = await database().delivery.findUniqueOrThrow({ where: { id: first } });
  const id = await delivery(it, { state: "processed", outcome: "touched", reason: "", leadId, understood: UNDERSTOOD });
  await database().touchpoint.create({ data: { leadId: leadId ?? "", deliveryId: id, occurredAt: new Date() } });
  return id;
};

const spam = (it: Thing, more: Partial<Prisma.DeliveryUncheckedCreateInput> = {}) =>
  delivery(it, { state: "spam", reason: "spam_links", understood: UNDERSTOOD, ...more });

/** Of one of a source's forms. */
const quietForm = async ({ id }: Thing, more: Partial<Prisma.QuietAlarmUncheckedCreateInput> = {}) => {
  const [form, now] = [{ form: newId(), formName: "Contacto", kind: "none" }, new Date()];
  const counted = { since: now, openedAt: now, expected: 12, arrived: 0, oneIn: 160_000, weeks: 7 };
  return (await database().quietAlarm.create({ data: { sourceId: id, ...form, ...counted, ...more } })).id;
};

const missing = async ({ id }: Thing) => {
  const named = { externalId: newId(), form: "9", plugin: "wpforms", site: "", at: new Date() };
  const { id: missingId } = await database().missingEntry.create({ data: { sourceId: id, ...named } });
  return { sourceId: id, missingIds: [missingId], lost: true };
};

const formerSite = async ({ id }: Thing) => {
  const home = `${newId()}.example`;
  await database().formerSite.create({ data: { sourceId: id, home, leftAt: new Date() } });
  return { sourceId: id, site: home, former: false };
};

/** What came in at a source, by how it stands, or no longer comes. */
export const arrived = {
  delivery,
  processed,
  touched,
  spam,
  /** Said to be none. */
  genuine: async (it: Thing) => sayGenuine(systemCtx("test"), { deliveryId: await spam(it) }),
  quietForm,
  missing,
  formerSite,
  retiredForm: (it: Thing) => quietForm(it, { closedAt: new Date(), closedBy: "retired" }),
  markedTouch: async (it: Thing) => markSpam(systemCtx("test"), { deliveryId: await touched(it), block: [] }),
};
