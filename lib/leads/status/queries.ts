import type { Tx } from "@/lib/core/db";

/** The organisation's day. */
export async function todayAt(read: Pick<Tx, "$queryRawUnsafe">, now: Date): Promise<string> {
  const [row] = await read.$queryRawUnsafe<{ day: string }[]>(
    `select (($1::timestamptz at time zone organisation_zone())::date)::text as day`,
    now,
  );
  return row?.day ?? "";
}
