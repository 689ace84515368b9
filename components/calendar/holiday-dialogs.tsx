"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { notify } from "@/components/ui/notify";
import { addHolidayAction, addNationalHolidaysAction } from "@/lib/calendar/actions";

type HolidayDialogProps = { calendarId: string; onClose: () => void };

/** One more holiday. */
export function HolidayDialog({ calendarId, onClose }: HolidayDialogProps) {
  const t = useTranslations("calendar");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { day: "", name: "", yearly: false },
    submit: (typed: { day: string; name: string; yearly: boolean }) => addHolidayAction({ calendarId, ...typed }),
    onDone: () => {
      onClose();
      refresh();
    },
  });
  const { field: yearly } = useController({ control: form.control, name: "yearly" });
  return (
    <AskDialog title={t("addHoliday")} form="holiday" pending={pending} onClose={onClose}>
      <form id="holiday" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        <TextField control={form.control} name="name" label={t("holidayName")} required autoComplete="off" autoFocus />
        <TextField type="date" autoComplete="off" control={form.control} name="day" label={t("day")} required />
        <CheckboxLine
          label={t("yearly")}
          hint={t("yearlyHint")}
          checked={yearly.value}
          onCheckedChange={(checked) => {
            yearly.onChange(checked);
          }}
        />
      </form>
    </AskDialog>
  );
}

/** The country's own, of a year. */
export function NationalHolidaysDialog({ calendarId, thisYear, onClose }: HolidayDialogProps & { thisYear: number }) {
  const t = useTranslations("calendar");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { year: String(thisYear) },
    submit: ({ year }: { year: string }) => addNationalHolidaysAction({ calendarId, year: Number(year) }),
    onDone: ({ added, known }) => {
      notify.success(t("nationalAdded", { added, known }));
      onClose();
      refresh();
    },
  });
  const years = [thisYear, thisYear + 1, thisYear + 2].map(String);
  return (
    <AskDialog title={t("argentina")} form="national" pending={pending} onClose={onClose}>
      <form id="national" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        <p className="text-sm text-muted-foreground">{t("argentinaText")}</p>
        <SelectField
          control={form.control}
          name="year"
          label={t("year")}
          required
          options={years.map((year) => ({ value: year, label: year }))}
        />
        <p className="text-xs text-muted-foreground">{t("argentinaSource")}</p>
      </form>
    </AskDialog>
  );
}

type AskDialogProps = {
  title: string;
  form: string;
  pending: boolean;
  onClose: () => void;
  children: React.ReactNode;
};

export function AskDialog({ title, form, pending, onClose, children }: AskDialogProps) {
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="sm"
        title={title}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form={form} variant="primary" pending={pending}>
              {common("add")}
            </Button>
          </>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
