"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { storyWords } from "@/components/assignment/story-words";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { receiptsAction } from "@/lib/assignment/actions";
import type { Refusal } from "@/components/form/use-outcome";
import type { FormatFor } from "@/lib/core/format";
import type { ReceiptLine, Receipts, ReceiptView } from "@/lib/assignment/receipts/schema";

type ReceiptDialogProps = { leadId: string; to: FormatFor; onClose: () => void };

/** Every assignment of the lead, the newest first, each with all that decided. */
export function ReceiptDialog({ leadId, to, onClose }: ReceiptDialogProps) {
  const t = useTranslations("assignment.receipt");
  const common = useTranslations("common");
  const { receipts, failure } = useReceipts(leadId);
  const { waiting, assignments = [] } = receipts ?? { waiting: null };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent title={t("title")} description={t("text")} closeLabel={common("close")}>
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        {receipts === undefined && failure === undefined && <Skeleton className="h-24" />}
        {receipts && !waiting && assignments.length === 0 && <p className="text-muted-foreground">{t("none")}</p>}
        {waiting && (
          <section className="flex flex-col gap-2 border-b pb-4">
            <p className="font-medium text-warning">
              {t("waiting", {
                when: formatDateTime(waiting.view.since, to),
                place: waiting.view.place,
                name: waiting.view.rule,
              })}
            </p>
            {waiting.view.behind > 0 && (
              <p className="text-muted-foreground">{t("behind", { count: waiting.view.behind })}</p>
            )}
            <Lines lines={waiting.lines} to={to} />
          </section>
        )}
        <ol className="flex flex-col divide-y">
          {assignments.map((one) => (
            <li key={one.id} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
              <Head receipt={one} to={to} />
              <Lines lines={one.lines} to={to} />
              {one.isCut && <p className="text-xs text-muted-foreground">{t("cut")}</p>}
            </li>
          ))}
        </ol>
      </DialogContent>
    </Dialog>
  );
}

function useReceipts(leadId: string) {
  const outcome = useOutcome();
  const [receipts, setReceipts] = useState<Receipts>();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void receiptsAction({ leadId })
      .catch(lost)
      .then((result) => {
        if (left) return;
        if (result.ok) setReceipts(result.data);
        else setRefusal(result);
      });
    return () => {
      left = true;
    };
  }, [leadId]);
  return { receipts, failure: refusal && outcome.text(refusal) };
}

const METHODS = [
  "by-hand",
  "confirmed",
  "bulk",
  "import",
  "hand-over",
  "undo",
  "default-owner",
  "rule",
  "merge",
] as const;

function Head({ receipt, to }: { receipt: ReceiptView; to: FormatFor }) {
  const t = useTranslations("assignment.receipt");
  const { story, by, reason } = receipt;
  const method = METHODS.find((one) => one === receipt.method);
  const how = method && t(by === "" ? `how.${method}` : `howBy.${method}`, { by });
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{receipt.to === "" ? t("toNobody") : t("toPerson", { name: receipt.to })}</span>
        <time dateTime={receipt.at} className="text-xs text-muted-foreground">
          {formatDateTime(receipt.at, to)}
        </time>
      </p>
      <p className="break-words text-muted-foreground">
        {story ? `${storyWords(story, t, to)}.` : how}
        {reason !== "" && <> “{reason}”</>}
      </p>
    </div>
  );
}

function Lines({ lines, to }: { lines: readonly ReceiptLine[]; to: FormatFor }) {
  const t = useTranslations("assignment.receipt");
  if (lines.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 rounded-md border px-3 py-2 text-sm">
      {lines.map((line, index) => (
        <li key={index} className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className={line.why ? "text-muted-foreground" : ""}>
            {line.name ?? t("somebody")} {line.chosen && <Badge variant="accent">{t("chosen")}</Badge>}
          </span>
          <span className="text-xs text-muted-foreground">{lineWords(line, t, to).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

/** The numbers that counted for one person. */
function lineWords(line: ReceiptLine, t: ReturnType<typeof useTranslations<"assignment.receipt">>, to: FormatFor) {
  const { why, open, cap, weight, credit, won, lost, rate } = line;
  return [
    ...(why === null ? [] : [t(`why.${why}`)]),
    ...(open === null ? [] : [t("open", { count: open })]),
    ...(cap === null ? [] : [t("cap", { cap })]),
    ...(weight === null ? [] : [t("weight", { weight })]),
    ...(credit === null ? [] : [t("credit", { credit: formatNumber(credit, to) })]),
    ...(rate === null ? [] : [t("rate", { won: won ?? 0, lost: lost ?? 0, rate: formatNumber(rate, to) })]),
  ];
}
