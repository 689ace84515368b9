import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Prisma } from "@/lib/core/prisma/client";

export const ZONE = "America/Argentina/Buenos_Aires";
export const HOUR = 3_600_000;
export const WEEK = 7 * 24 * HOUR;
/** A Monday, 12:00 in Buenos Aires. */
export const NOON = new Date("2026-11-23T15:00:00Z");
export const after = (hours: number) => new Date(NOON.getTime() + hours * HOUR);

export type More = Partial<Prisma.DeliveryCreateManyInput>;

export async function arrive(sourceId: string, times: Date[], more: More = {}): Promise<void> {
  await database().delivery.createMany({
    data: times.map((receivedAt) => ({
      ...{ id: newId(), sourceId, via: "push", receivedAt, method: "POST", path: "", headers: {} },
      ...{ body: Buffer.of(), bodySize: 0, state: "processed", outcome: "created" },
      ...more,
    })),
  });
}

/** Each hour from 9 to 18 of the week's working days, `each` of them, for so many weeks before the Monday. */
export function workingWeeks(weeks: number, each = 2): Date[] {
  const monday = NOON.getTime() - 3 * HOUR;
  return Array.from({ length: weeks }, (_, week) => week + 1).flatMap((week) =>
    [0, 1, 2, 3, 4].flatMap((day) =>
      Array.from({ length: 9 * each }, (_, index) => {
        const minutes = (index * 60) / each + 7;
        return new Date(monday - week * WEEK + day * 24 * HOUR + minutes * 60_000);
      }),
    ),
  );
}
