import { isId } from "@/lib/core/id";
import { addDays } from "@/lib/intake/proof/days";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: unknown): text is string =>
  typeof text === "string" && DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;

/** The last day that is shown, and the past proof that is looked at; nonsense asks for nothing. */
export async function readProof(searchParams: SearchParams): Promise<{ to?: string; run?: string }> {
  const { to, run } = await searchParams;
  return { ...(isDay(to) && { to }), ...(typeof run === "string" && isId(run) && { run }) };
}
