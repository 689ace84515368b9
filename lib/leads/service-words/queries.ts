import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { nameOf, ServiceNames, wordsOf } from "@/lib/leads/service-words/naming/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { OtherService, ServiceTerm } from "@/lib/leads/service-words/schema";

const MOST_OTHERS = 50;

/** Every service as its settings have it, and what else leads ask for, the most frequent first. */
export async function serviceTerms(ctx: Ctx): Promise<{ services: ServiceTerm[]; others: OtherService[] }> {
  authorize(ctx, "settings.manage");
  const [rows, said] = await Promise.all([
    reader(ctx).service.findMany({ orderBy: [{ position: "asc" }, { key: "asc" }] }),
    reader(ctx).$queryRawUnsafe<(OtherService & { key: string })[]>(
      `select "serviceKey" as key, min(service) as text, count(*)::int as leads from "Lead" where "serviceKey" <> '' group by 1 order by 3 desc, 1`,
    ),
  ]);
  const leads = new Map(said.map((one) => [one.key, one.leads]));
  const known = new Set(rows.filter(({ active }) => active).flatMap(wordsOf));
  return {
    services: rows.map(({ createdAt: _, position: __, ...row }) => ({
      ...row,
      leads: wordsOf(row).reduce((total, word) => total + (leads.get(word) ?? 0), 0),
    })),
    others: said
      .filter(({ key }) => !known.has(key))
      .slice(0, MOST_OTHERS)
      .map(({ text, leads: count }) => ({ text, leads: count })),
  };
}

type ServiceReader = Pick<Reader, "service" | "organisation">;

/** What words mean which service. */
export async function serviceNames(read: ServiceReader): Promise<ServiceNames> {
  const { services, locale } = await activeServices(read);
  return new ServiceNames(services, locale);
}

/** The same for one thing that somebody does. */
export async function serviceNamesNow(ctx: Pick<Ctx, "tx">): Promise<ServiceNames> {
  return serviceNames(reader(ctx));
}

/** What is offered where somebody types a service, as leads have it. */
export async function offeredServices(read: ServiceReader): Promise<string[]> {
  const { services, locale } = await activeServices(read);
  return services.map((service) => nameOf(service, locale));
}

async function activeServices(read: ServiceReader) {
  const [services, house] = await Promise.all([
    read.service.findMany({ where: { active: true }, orderBy: [{ position: "asc" }, { key: "asc" }] }),
    read.organisation.findUnique({ where: { id: 1 }, select: { locale: true } }),
  ]);
  return { services, locale: house?.locale ?? "es" };
}
