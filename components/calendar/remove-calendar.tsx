"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { removeCalendarAction } from "@/lib/calendar/actions";

export function RemoveCalendar({ calendar }: { calendar: { id: string; name: string } }) {
  const t = useTranslations("calendar");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);

  async function remove() {
    const result = await run(async () => {
      const removed = await removeCalendarAction({ calendarId: calendar.id }).catch(lost);
      // Its page is gone with it: the list comes before anything is read again.
      if (removed.ok) router.push("/settings/calendars");
      return removed;
    });
    if (result === undefined) setAsking(false);
  }

  return (
    <>
      <Button
        className="text-danger"
        onClick={() => {
          setAsking(true);
        }}
      >
        <Trash2 aria-hidden />
        {common("delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeTitle", { name: calendar.name })}
        description={t("removeText")}
        confirmLabel={common("delete")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => void remove()}
      />
    </>
  );
}
