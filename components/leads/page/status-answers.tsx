"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { onLead } from "@/components/leads/page/typed-on-lead";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { formatDate, formatMoney } from "@/lib/core/format";
import { correctAnswersAction } from "@/lib/leads/actions";
import type { FieldErrors } from "@/lib/core/errors";
import type { Asked, ChangeAnswers } from "@/lib/leads/status/schema";

const StatusQuestion = lazyPart(() =>
  import("@/components/leads/status-question").then((file) => ({ default: file.StatusQuestion })),
);

/** What was said when it came to its status, and how much it is about; each can be corrected. */
export function StatusAnswers() {
  const t = useTranslations("lead.status");
  const { lead, status, reasons, to } = useDesk();
  const writesAmount = lead.sensitive.amount === "write";
  const corrects = lead.can.status && (writesAmount || Boolean(status.asks.reason ?? status.asks.date));
  const [correcting, setCorrecting] = useState(false);
  const reason = reasons.find(({ id }) => id === lead.lostReasonId)?.label;
  const said = [
    ...(reason === undefined ? [] : [[t("reason"), reason] as const]),
    ...(lead.holdUntil === null
      ? []
      : [[t("until"), formatDate(`${lead.holdUntil}T12:00:00Z`, { ...to, timeZone: "UTC" })] as const]),
    ...(lead.amountCents === null ? [] : [[t("amount"), formatMoney(lead.amountCents, lead.currency, to)] as const]),
  ];
  const correct = () => {
    setCorrecting(true);
  };
  return (
    <>
      {said.length > 0 && (
        <div className="flex items-start gap-1">
          <dl className="flex min-w-0 flex-1 flex-col gap-0.5 text-sm">
            {said.map(([term, value]) => (
              <div key={term} className="flex items-baseline justify-between gap-3">
                <dt className="text-muted-foreground">{term}</dt>
                <dd className="text-right font-medium wrap-anywhere tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
          {corrects && (
            <IconButton label={t("correct")} size="sm" className="-my-1 -mr-2 print:hidden" onClick={correct}>
              <Pencil aria-hidden />
            </IconButton>
          )}
        </div>
      )}
      {said.length === 0 && lead.can.status && writesAmount && (
        <div className="flex items-center justify-between gap-3 text-sm print:hidden">
          <span className="text-muted-foreground">{t("amount")}</span>
          <Button size="sm" variant="ghost" className="-mr-2" aria-label={t("addAmount")} onClick={correct}>
            {t("add")}
          </Button>
        </div>
      )}
      {correcting && (
        <Correction
          onClose={() => {
            setCorrecting(false);
          }}
        />
      )}
    </>
  );
}

function Correction({ onClose }: { onClose: () => void }) {
  const t = useTranslations("lead.status");
  const { meId, lead, status, reasons } = useDesk();
  const words = useOutcomeWords();
  const refresh = useRefresh();
  // An amount is the lead's own, whatever its status asks.
  const asks: Asked = { ...(lead.sensitive.amount === "write" && { amount: "optional" }), ...status.asks };
  // What it was when it was opened is what is corrected, whoever changes it meanwhile.
  const [seen] = useState({
    statusId: lead.statusId,
    answers: { lostReasonId: lead.lostReasonId, holdUntil: lead.holdUntil, amountCents: lead.amountCents },
  });

  async function save(answers: ChangeAnswers): Promise<FieldErrors | null> {
    const set = {
      ...(asks.reason &&
        (answers.lostReasonId ?? null) !== seen.answers.lostReasonId && { lostReasonId: answers.lostReasonId ?? null }),
      ...(asks.date &&
        (answers.holdUntil ?? null) !== seen.answers.holdUntil && { holdUntil: answers.holdUntil ?? null }),
      ...(asks.amount &&
        (answers.amountCents ?? null) !== seen.answers.amountCents && { amountCents: answers.amountCents ?? null }),
    };
    if (Object.keys(set).length === 0) return null;
    const result = await correctAnswersAction({
      leadId: lead.id,
      seenStatusId: seen.statusId,
      set,
      seen: seen.answers,
    }).catch(lost);
    if (!result.ok && result.code === "INVALID" && result.fields) return result.fields;
    if (result.ok) notify.success(t("corrected"), { id: "status" });
    else notify.error(words(result));
    refresh();
    // What was answered stays where nobody can say what became of it.
    return !result.ok && result.code === "UNANSWERED" ? {} : null;
  }

  return (
    <Suspense fallback={null}>
      <StatusQuestion
        wanted={{ label: status.label, asks }}
        lead={lead}
        correcting={{ lostReasonId: seen.answers.lostReasonId, holdUntil: seen.answers.holdUntil }}
        reasons={reasons}
        amountKey={onLead(meId, lead.id, "edit:amount")}
        onAnswer={save}
        onClose={onClose}
      />
    </Suspense>
  );
}
