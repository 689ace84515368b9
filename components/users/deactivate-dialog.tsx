"use client";

import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { useActionForm } from "@/components/form/use-action-form";
import { PersonPicker } from "@/components/leads/person-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { labelClass } from "@/components/ui/label";
import { notify } from "@/components/ui/notify";
import { deactivateAndHandOverAction } from "@/lib/leads/hand-over/actions";
import type { HandedOver, HandOver } from "@/lib/leads/hand-over/schema";

const toggled = (ids: string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);

/** For words that say both, or one of them. */
const counts = ({ leads, tasks }: HandedOver) => ({ leads, tasks, both: String(leads > 0 && tasks > 0) });

type DeactivateDialogProps = { user: { id: string; name: string }; handOver: HandOver; onClose: () => void };

/** Deactivates, and hands the open leads and tasks over in the same step. */
export function DeactivateDialog({ user, handOver, onClose }: DeactivateDialogProps) {
  const { openLeads, openTasks, apart, candidates, keys } = handOver;
  const t = useTranslations("users");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const stuck = openLeads > 0 && candidates.length === 0;
  const asks = openLeads + openTasks > 0 && candidates.length > 0;
  const question = t("handOver", { ...counts({ leads: openLeads, tasks: openTasks }), name: user.name });
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { toUserIds: [] as string[] },
    submit: ({ toUserIds }) => deactivateAndHandOverAction({ userId: user.id, toUserIds }),
    // They got leads since this was opened: how many, and who can take them, comes with the page.
    onRefused: refresh,
    onDone: (handedOver) => {
      notify.success(t("deactivatedToast", { name: user.name }), {
        description: t("handedOverToast", counts(handedOver)),
      });
      onClose();
      refresh();
    },
  });
  /** Tasks about leads that none of them sees. */
  const unseenBy = (ids: string[]) =>
    apart
      .filter(({ seenBy }) => seenBy.length === 0 || (ids.length > 0 && !seenBy.some((id) => ids.includes(id))))
      .reduce((sum, { count }) => sum + count, 0);
  const namesOf = (ids: string[]) =>
    candidates
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t("deactivateTitle", { name: user.name })}
        description={t("deactivateText", { name: user.name })}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="deactivate" variant="danger" pending={pending} disabled={stuck}>
              {openLeads + openTasks > 0 ? t("deactivateAndHandOver") : t("deactivate")}
            </Button>
          </>
        }
      >
        <form id="deactivate" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          {stuck && <Alert variant="warning">{t("nobodyToHandOver")}</Alert>}
          {keys > 0 && <Alert variant="warning">{t("keysStop", { count: keys })}</Alert>}
          {openLeads + openTasks === 0 && <p className="text-muted-foreground">{t("nothingLeft")}</p>}
          {!asks && !stuck && openTasks > 0 && (
            <Alert variant="warning">{t("nobodyToHandOverTasks", { tasks: openTasks })}</Alert>
          )}
          {asks && (
            <Controller
              control={form.control}
              name="toUserIds"
              rules={{ validate: (ids) => ids.length > 0 || t("chooseHeir") }}
              render={({ field, fieldState }) => (
                <fieldset className="min-w-0">
                  <legend className={labelClass}>{question}</legend>
                  <PersonPicker
                    label={question}
                    people={candidates}
                    chosenIds={field.value}
                    asField
                    className="mt-1.5 rounded-md border border-control"
                    onPick={(person) => {
                      if (person) field.onChange(toggled(field.value, person.id));
                    }}
                  />
                  {field.value.length > 1 && (
                    <p role="status" className="mt-1.5 text-xs text-muted-foreground">
                      {t("sharedEqually", { names: namesOf(field.value) })}
                    </p>
                  )}
                  {openTasks > 0 && (
                    <p className="mt-1.5 text-xs text-muted-foreground">{t("handOverTasks", { leads: openLeads })}</p>
                  )}
                  {unseenBy(field.value) > 0 && (
                    <Alert variant="warning" className="mt-2">
                      {t("unseenTasks", { count: unseenBy(field.value) })}
                    </Alert>
                  )}
                  {fieldState.error && <p className="mt-1.5 text-xs text-danger">{fieldState.error.message}</p>}
                </fieldset>
              )}
            />
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
