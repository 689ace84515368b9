import { reader } from "@/lib/core/db";
import { TEMPLATE_CHANNELS } from "@/lib/leads/templates/schema";
import { mayChangeTemplate, visibleTemplates } from "@/lib/leads/templates/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { TemplateChannel, TemplateView } from "@/lib/leads/templates/schema";

/** The texts one may use: one's own and everybody's. */
export async function templates(ctx: Ctx): Promise<TemplateView[]> {
  const rows = await reader(ctx).messageTemplate.findMany({
    where: visibleTemplates(ctx.actor),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { company: { select: { name: true } } },
  });
  return rows.map(({ id, name, subject, body, locale, companyId, company, ownerId, channel }) => ({
    ...{ id, name, subject, body, locale, companyId },
    channel: channelOf(channel),
    companyName: company?.name ?? null,
    shared: ownerId === null,
    changeable: mayChangeTemplate(ctx.actor, { ownerId }),
  }));
}

function channelOf(said: string): TemplateChannel {
  return TEMPLATE_CHANNELS.find((channel) => channel === said) ?? "mail";
}
