import { Mail } from "lucide-react";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { ResendButton } from "@/components/settings/mail/resend-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime } from "@/lib/core/format";
import type { Tone } from "@/components/ui/tone";
import type { MailRow, MailState } from "@/lib/settings/mail/schema";

const TONES: Record<MailState, Tone> = { queued: "blue", sending: "blue", sent: "green", failed: "red" };

/** The latest mails and what became of each. */
export async function MailLedger({ rows, waiting }: { rows: readonly MailRow[]; waiting: number }) {
  const [t, locale, timeZone] = await Promise.all([getTranslations("mail"), getLocale(), getTimeZone()]);
  const to = { locale, timeZone };
  return (
    <Section
      title={t("ledger")}
      description={t("ledgerText")}
      actions={waiting > 0 && <Badge variant="warning">{t("waiting", { count: waiting })}</Badge>}
    >
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon={<Mail />} title={t("none")} description={t("noneText")} />
        ) : (
          <ul className="divide-y">
            {rows.map((row) => (
              <li key={row.id} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
                <div className="flex items-start justify-between gap-3">
                  <p className="min-w-0 font-medium break-words">{row.subject}</p>
                  <TonePill tone={TONES[row.state]} className="shrink-0">
                    {t(`states.${row.state}`)}
                  </TonePill>
                </div>
                <p className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
                  <span className="break-all">{row.to}</span>
                  <time dateTime={row.createdAt.toISOString()}>{formatDateTime(row.createdAt, to)}</time>
                  {row.state === "queued" && row.nextAt && (
                    <span>{t("nextAt", { when: formatDateTime(row.nextAt, to) })}</span>
                  )}
                </p>
                {row.state === "failed" && row.kind !== "test" && (
                  <div className="order-last pt-1">
                    <ResendButton mailId={row.id} />
                  </div>
                )}
                {row.reason !== "" && (
                  <p className="text-xs">
                    {t(`problems.${row.reason}`)}
                    {row.detail !== "" && (
                      <span className="block break-words text-muted-foreground">
                        {t("said", { detail: row.detail })}
                      </span>
                    )}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}
