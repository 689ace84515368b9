import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { LeadLink } from "@/components/leads/lead-link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import type { NewLead } from "@/lib/analytics/home/schema";
import type { ListChoices } from "@/lib/leads/list/schema";

type NewestLeadsProps = {
  leads: NewLead[];
  href: string;
  statuses: ListChoices["statuses"];
  now: string;
  seesOthers: boolean;
};

/** The five that came last, without what was negative at first sight. */
export async function NewestLeads({ leads, href, statuses, now, seesOthers }: NewestLeadsProps) {
  const [t, locale, timeZone] = await Promise.all([getTranslations("home.newest"), getLocale(), getTimeZone()]);
  const to = { locale, timeZone };
  return (
    <Card>
      <CardHeader
        level={2}
        title={t("title")}
        actions={
          <LinkButton href={href} size="sm" variant="ghost">
            {t("all")}
          </LinkButton>
        }
      />
      <CardBody className="px-2 pb-2">
        {leads.length === 0 && <p className="px-2 py-4 text-sm text-muted-foreground">{t("none")}</p>}
        <ul>
          {leads.map((lead) => (
            <li key={lead.id}>
              <LeadLink
                number={lead.number}
                title={lead.title}
                status={statuses.find(({ id }) => id === lead.statusId)}
                about={
                  <>
                    <time dateTime={lead.receivedAt} title={formatDateTime(lead.receivedAt, to)}>
                      {formatRelative(lead.receivedAt, now, to)}
                    </time>
                    {[seesOthers ? lead.ownerName || t("unowned") : "", lead.hint]
                      .filter(Boolean)
                      .map((text) => ` · ${text}`)}
                  </>
                }
              />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
