import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { processDelivery } from "@/lib/intake/processing/commands";
import type { Prisma } from "@/lib/core/prisma/client";

type Values = Record<string, unknown>;

/** A delivery as the door stores it. */
export async function arrive(
  sourceId: string,
  values: Values,
  more: Partial<Prisma.DeliveryUncheckedCreateInput> = {},
) {
  const id = newId();
  const body = Buffer.from(JSON.stringify(values));
  await database().delivery.create({
    data: {
      id,
      sourceId,
      via: "push",
      receivedAt: new Date(),
      method: "POST",
      path: `/api/intake/${sourceId}`,
      headers: { "content-type": "application/json" },
      body,
      bodySize: body.byteLength,
      ...more,
    },
  });
  return id;
}

/** The lead it ended in; an empty id finds nothing. */
export const idOf = (delivery: { leadId: string | null }): string => delivery.leadId ?? "";
export const read = (id: string) => database().delivery.findUniqueOrThrow({ where: { id } });
export const lead = (id: string | null) => database().lead.findUniqueOrThrow({ where: { id: id ?? "" } });

export async function settled(
  sourceId: string,
  values: Values,
  more: Partial<Prisma.DeliveryUncheckedCreateInput> = {},
) {
  const id = await arrive(sourceId, values, more);
  await processDelivery(id);
  return read(id);
}

export const ana = { nombre: "Ana Pérez", email: "ana@example.com", telefono: "11 4321-8765", mensaje: "Hola" };

/** As the predecessor's endpoint says it, one submission in a delivery. */
export const pulled = (item: Values, history = false) =>
  [
    { form_submissions: [item] },
    { via: "pull", path: `/wp-json/custom/v1/form-submissions/3`, history, method: "GET" },
  ] as const;
