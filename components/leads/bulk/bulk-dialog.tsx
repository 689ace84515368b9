"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Target } from "@/components/leads/bulk/bulk-target";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { formatNumber } from "@/lib/core/format";
import { previewBulkAction, startBulkAction } from "@/lib/leads/bulk/changing/actions";
import { NOT_CHANGED } from "@/lib/leads/bulk/changing/schema";
import type { Refusal } from "@/components/form/use-outcome";
import type { BulkKind } from "@/components/leads/bulk/bulk-bar";
import type { BulkChangeSet, BulkPreview, Selection } from "@/lib/leads/bulk/changing/schema";

type BulkDialogProps = { kind: BulkKind; selection: Selection; onClose: () => void; onStarted: () => void };

/** What is to become of the leads chosen, and what that would mean for each, before anything changes. */
export function BulkDialog({ kind, selection, onClose, onStarted }: BulkDialogProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [set, setSet] = useState<BulkChangeSet | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Refusal | null>(null);
  const { preview, refusal } = usePreview(selection, set);
  const said = failed ?? refusal;

  async function start() {
    if (!set) return;
    setBusy(true);
    const result = await startBulkAction({ selection, set }).catch(lost);
    setBusy(false);
    if (!result.ok) {
      setFailed(result);
      return;
    }
    onStarted();
    refresh();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t(`bulk.titles.${kind}`)}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button
              variant="primary"
              pending={busy}
              disabled={!preview || preview.change === 0}
              onClick={() => void start()}
            >
              {t(kind === "task" ? "bulk.startTask" : "bulk.start", { count: preview?.change ?? 0 })}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Target
            kind={kind}
            selection={selection}
            onSet={(next) => {
              setFailed(null);
              setSet(next);
            }}
          />
          {said && <Alert variant="danger">{wordsOf(said, outcome)}</Alert>}
          {set && !said && <Preview set={set} preview={preview} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function wordsOf(refusal: Refusal, outcome: ReturnType<typeof useOutcome>): string {
  const [field] = Object.values(refusal.fields ?? {});
  return field === undefined ? outcome.text(refusal) : outcome.fieldText(field);
}

function Preview({ set, preview }: { set: BulkChangeSet; preview: BulkPreview | null }) {
  const t = useTranslations("leads");
  const locale = useLocale();
  if (!preview)
    return (
      <p className="flex items-center gap-2 text-muted-foreground">
        <Spinner className="size-4" />
        {t("bulk.looking")}
      </p>
    );
  return (
    <ul aria-label={t("bulk.preview")} className="flex flex-col gap-1 rounded-lg border bg-surface p-3">
      <li className="font-medium">
        {t(set.kind === "task" ? "bulk.would.task" : "bulk.would.change", { count: preview.change })}
      </li>
      {set.kind === "status" && <ByStatus from={preview.from} toId={set.statusId} />}
      {NOT_CHANGED.filter((key) => preview[key] > 0).map((key) => (
        <li key={key} className="text-muted-foreground">
          {t(`bulk.would.${key}`, { count: preview[key], number: formatNumber(preview[key], { locale }) })}
        </li>
      ))}
    </ul>
  );
}

/** What becomes of those of each status they have now. */
function ByStatus({ from, toId }: { from: BulkPreview["from"]; toId: string }) {
  const t = useTranslations("leads");
  const locale = useLocale();
  const { choices } = useListNavigation();
  const to = choices.statuses.find(({ id }) => id === toId)?.label ?? "";
  return choices.statuses.flatMap(({ id, label }) => {
    const counted = from.find(({ statusId }) => statusId === id);
    if (!counted) return [];
    const number = formatNumber(counted.goes, { locale });
    const stay = formatNumber(counted.stays, { locale });
    return [
      <li key={id}>
        {t("bulk.would.go", { number, from: label, to })}
        {counted.stays > 0 && (
          <span className="text-muted-foreground">{t("bulk.would.stay", { count: counted.stays, number: stay })}</span>
        )}
      </li>,
    ];
  });
}

const PAUSE_MS = 300;

/** Asked when one pauses; an answer to what was chosen before is no answer. */
function usePreview(selection: Selection, set: BulkChangeSet | null) {
  const asked = JSON.stringify({ selection, set });
  const [answer, setAnswer] = useState<{ asked: string; preview: BulkPreview | null; refusal: Refusal | null }>();
  useEffect(() => {
    const input = JSON.parse(asked) as { selection: Selection; set: BulkChangeSet | null };
    const { set: wanted } = input;
    if (!wanted) return;
    const timer = setTimeout(() => {
      void previewBulkAction({ selection: input.selection, set: wanted })
        .catch(lost)
        .then((result) => {
          setAnswer({ asked, preview: result.ok ? result.data : null, refusal: result.ok ? null : result });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [asked]);
  const current = answer?.asked === asked ? answer : undefined;
  return { preview: current?.preview ?? null, refusal: current?.refusal ?? null };
}
