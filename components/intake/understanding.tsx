import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { formatDateTime } from "@/lib/core/format";
import { inFormOrder } from "@/lib/intake/form-order/schema";
import { pluginName } from "@/lib/intake/plugin-names/schema";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

/** What was read out of a delivery: the known fields, then everything else under its own name. */
export function Understanding({ understood }: { understood: Understood }) {
  const t = useTranslations("intake");
  const common = useTranslations("common");
  const shownFor = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { plugin, utm, extra, problems } = understood;
  const known = {
    name: understood.name,
    firm: understood.firm,
    email: understood.email,
    phone: understood.phone ?? understood.phoneRaw,
    service: understood.service,
    message: understood.message,
    form_name: understood.form.name,
    form_id: understood.form.id,
    external_id: understood.externalId,
    submitted_at: understood.submittedAt ? formatDateTime(understood.submittedAt.iso, shownFor) : null,
    page_url: understood.pageUrl,
    referrer: understood.referrer,
    ip: understood.ip,
  };
  type Known = keyof typeof known;
  const facts = (Object.entries(known) as [Known, string | null][]).filter(([, value]) => value !== null);
  const marks = Object.entries(utm).filter(([, value]) => value !== null);
  return (
    <div className="flex flex-col gap-4">
      <DescriptionList>
        <DescriptionItem term={t("plugin")}>{pluginName(plugin, (key) => t(`sentWith.${key}`))}</DescriptionItem>
        {facts.map(([name, value]) => (
          <DescriptionItem key={name} term={t(`targets.${name}`)}>
            <span className="whitespace-pre-wrap">{value}</span>
          </DescriptionItem>
        ))}
        {marks.map(([name, value]) => (
          <DescriptionItem key={name} term={t(`targets.utm_${name as "source"}`)}>
            {value}
          </DescriptionItem>
        ))}
        {understood.consent !== null && (
          <DescriptionItem term={t("targets.consent")}>{common(understood.consent ? "yes" : "no")}</DescriptionItem>
        )}
        {understood.files.map((file, index) => (
          <DescriptionItem key={`${file.url ?? file.name ?? ""} ${index}`} term={t("targets.file")}>
            <span className="wrap-anywhere">{file.url ?? file.name ?? ""}</span>
          </DescriptionItem>
        ))}
      </DescriptionList>
      {Object.keys(extra).length > 0 && (
        <div>
          <h3 className="mb-1.5 text-sm font-medium">{t("extra")}</h3>
          <DescriptionList>
            {inFormOrder(Object.entries(extra), ([name]) => name, understood.order).map(([name, value]) => (
              <DescriptionItem key={name} term={name}>
                {wordsOf(value)}
              </DescriptionItem>
            ))}
          </DescriptionList>
        </div>
      )}
      {understood.fields && (
        <div>
          <h3 className="mb-1.5 text-sm font-medium">{t("ownFields")}</h3>
          <DescriptionList>
            {Object.entries(understood.fields).map(([key, value]) => (
              <DescriptionItem key={key} term={key}>
                {wordsOf(value)}
              </DescriptionItem>
            ))}
          </DescriptionList>
        </div>
      )}
      {problems.length > 0 && (
        <div>
          <h3 className="mb-1.5 text-sm font-medium">{t("problems")}</h3>
          <ul className="list-disc pl-5 text-sm text-muted-foreground">
            {problems.map((problem) => (
              <li key={problem}>{t(`problemWords.${problem}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function wordsOf(value: ExtraValue): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
}
