"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { tones } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { ASK_LEVELS } from "@/lib/leads/status/schema";
import { addStatusAction, updateStatusAction } from "@/lib/leads/vocabulary/actions";
import { STANDINGS, standingOf } from "@/lib/leads/vocabulary/schema";
import type { ActionResult } from "@/lib/core/define-action";
import type { AddStatusInput, GroupTerm, Standing, StatusTerm } from "@/lib/leads/vocabulary/schema";

type StatusDialogProps = {
  /** The one that is edited; a new one otherwise. */
  status: StatusTerm | undefined;
  groups: readonly GroupTerm[];
  onClose: () => void;
};

const QUESTIONS = ["asksReason", "asksDate", "asksAmount"] as const;

/** What a status is called, where it stands, its colour, and what moving a lead there asks. */
export function StatusDialog({ status, groups, onClose }: StatusDialogProps) {
  const t = useTranslations("vocabulary");
  const locale = useLocale();
  const refresh = useRefresh();
  const first = valuesOf(status, groups);
  const { form, ...rest } = useActionForm<StatusForm, unknown>({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      if (!status) return addStatusAction(inputOf(typed));
      const edit = changedFields(inputOf(typed), inputOf(first), inputOf(first));
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateStatusAction({ statusId: status.id, ...edit });
    },
    fieldNames: {
      phase: "standing",
      outcome: "standing",
      rotsAfterHours: "rotsAfter",
      "set.rotsAfterHours": "rotsAfter",
    },
    onDone: () => {
      onClose();
      refresh();
    },
  });
  const standings = Object.keys(STANDINGS) as Standing[];
  const { outcome } = STANDINGS[useWatch({ control: form.control, name: "standing" })];
  return (
    <FormDialog title={status ? t("status.edit") : t("status.new")} onClose={onClose} {...rest}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField control={form.control} name="labelEs" label={t("labelEs")} required autoComplete="off" autoFocus />
        <TextField control={form.control} name="labelEn" label={t("labelEn")} required autoComplete="off" />
        <SelectField
          control={form.control}
          name="groupId"
          label={t("group")}
          required
          options={groups.map((group) => ({
            value: group.id,
            label: locale === "en" ? group.labelEn : group.labelEs,
          }))}
        />
        <SelectField
          control={form.control}
          name="standing"
          label={t("standing")}
          hint={t("standingHint")}
          required
          options={standings.map((value) => ({ value, label: t(`standings.${value}`) }))}
        />
        <SelectField
          control={form.control}
          name="tone"
          label={t("tone")}
          required
          options={tones.map((value) => ({
            value,
            label: t(`tones.${value}`),
            view: <TonePill tone={value}>{t(`tones.${value}`)}</TonePill>,
          }))}
        />
      </div>
      {outcome === "open" && (
        <TextField
          control={form.control}
          name="rotsAfter"
          label={t("rotsAfter")}
          hint={t("rotsAfterHint")}
          inputMode="numeric"
          autoComplete="off"
          className="sm:w-1/2 sm:pr-2"
        />
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-sm font-medium">{t("asks")}</legend>
        <div className="grid gap-4 sm:grid-cols-3">
          {QUESTIONS.map((name) => (
            <SelectField
              key={name}
              control={form.control}
              name={name}
              label={t(`questions.${name}`)}
              required
              options={ASK_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}

/** Hours are typed as text; nothing typed is never. */
type StatusForm = Omit<AddStatusInput, "rotsAfterHours"> & { rotsAfter: string };

function inputOf({ rotsAfter, ...rest }: StatusForm): AddStatusInput {
  const isOpen = STANDINGS[rest.standing].outcome === "open";
  return { ...rest, rotsAfterHours: isOpen && rotsAfter.trim() !== "" ? Number(rotsAfter) : null };
}

function valuesOf(status: StatusTerm | undefined, groups: readonly GroupTerm[]): StatusForm {
  if (!status) {
    const nothing = { asksReason: "no", asksDate: "no", asksAmount: "no", rotsAfter: "" } as const;
    return { labelEn: "", labelEs: "", groupId: groups[0]?.id ?? "", standing: "active", tone: "blue", ...nothing };
  }
  const { labelEn, labelEs, groupId, tone, asksReason, asksDate, asksAmount, rotsAfterHours } = status;
  const asks = { asksReason, asksDate, asksAmount };
  const rotsAfter = rotsAfterHours === null ? "" : String(rotsAfterHours);
  return { labelEn, labelEs, groupId, standing: standingOf(status), tone, ...asks, rotsAfter };
}
