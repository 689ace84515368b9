"use client";

import { Plane, Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { AskDialog } from "@/components/calendar/holiday-dialogs";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { addLeaveAction, removeLeaveAction } from "@/lib/calendar/actions";
import { formatDate } from "@/lib/core/format";
import type { LeaveView } from "@/lib/calendar/schema";

type LeaveListProps = {
  userId: string;
  leave: readonly LeaveView[];
  editable: boolean;
  /** By the person's own clock, as `2026-11-28`. */
  today: string;
};

/** The days somebody is away. */
export function LeaveList({ userId, leave, editable, today }: LeaveListProps) {
  const t = useTranslations("calendar");
  const to = { locale: useLocale(), timeZone: "UTC" };
  const { run, pending } = useRun();
  const [adding, setAdding] = useState(false);
  const inWords = (one: LeaveView) => {
    const [from, until] = [formatDate(`${one.from}T00:00Z`, to), formatDate(`${one.to}T00:00Z`, to)];
    return one.from === one.to ? from : `${from} – ${until}`;
  };
  return (
    <Section
      title={t("leave")}
      description={t(editable ? "leaveText" : "leaveTextOthers")}
      actions={
        editable && (
          <Button
            size="sm"
            onClick={() => {
              setAdding(true);
            }}
          >
            <Plus aria-hidden />
            {t("addLeave")}
          </Button>
        )
      }
    >
      <Card>
        {leave.length === 0 ? (
          <p className="px-4 py-3 text-sm text-muted-foreground">{t("noLeave")}</p>
        ) : (
          <ul className="divide-y">
            {leave.map((one) => (
              <li key={one.id} className="flex items-center gap-3 py-2 pr-3 pl-4">
                <Plane aria-hidden className="size-4.5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
                <span className="min-w-0 flex-1 text-sm">
                  <span className="flex flex-wrap items-center gap-2">
                    {inWords(one)}
                    {one.from <= today && today <= one.to && <Badge variant="warning">{t("awayNow")}</Badge>}
                  </span>
                  {one.reason && (
                    <span className="block text-xs text-muted-foreground wrap-anywhere">{one.reason}</span>
                  )}
                </span>
                {editable && (
                  <IconButton
                    label={t("removeLeave", { days: inWords(one) })}
                    size="sm"
                    disabled={pending}
                    onClick={() => {
                      void run(() => removeLeaveAction({ userId, leaveId: one.id }), t("leaveRemoved"));
                    }}
                  >
                    <X aria-hidden />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {adding && (
        <LeaveDialog
          userId={userId}
          today={today}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

function LeaveDialog({ userId, today, onClose }: { userId: string; today: string; onClose: () => void }) {
  const t = useTranslations("calendar");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { from: today, to: today, reason: "" },
    submit: (typed: { from: string; to: string; reason: string }) => addLeaveAction({ userId, ...typed }),
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <AskDialog title={t("addLeave")} form="leave" pending={pending} onClose={onClose}>
      <form id="leave" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        <div className="grid grid-cols-2 gap-3">
          <TextField control={form.control} name="from" label={t("firstDay")} type="date" required />
          <TextField control={form.control} name="to" label={t("lastDay")} type="date" required />
        </div>
        <TextField control={form.control} name="reason" label={t("reason")} hint={t("reasonHint")} autoComplete="off" />
      </form>
    </AskDialog>
  );
}
