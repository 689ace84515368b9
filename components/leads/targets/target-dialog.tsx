"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { ConditionEditor } from "@/components/condition/condition-editor";
import { changedFields } from "@/components/form/changed-fields";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { isComplete, sizeOf } from "@/components/leads/list/filter-condition";
import { minutesOf, spanOf, UNITS } from "@/components/leads/targets/target-words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldGroup } from "@/components/ui/field";
import { addTargetAction, updateTargetAction } from "@/lib/leads/clocks/actions";
import type { Control } from "react-hook-form";
import type { EditorField } from "@/components/condition/draft";
import type { Unit } from "@/components/leads/targets/target-words";
import type { Condition } from "@/lib/core/condition/schema";
import type { ActionResult } from "@/lib/core/define-action";
import type { TargetView } from "@/lib/leads/clocks/schema";

type TargetForm = {
  name: string;
  assignMinutes: string;
  assignUnit: Unit;
  respondMinutes: string;
  respondUnit: Unit;
  counting: "working" | "wall";
  warnPercent: string;
};

type TargetDialogProps = {
  /** The one that is edited; a new one otherwise. */
  target: TargetView | undefined;
  fields: readonly EditorField[];
  onClose: () => void;
};

const EVERY: Condition = { all: [] };

/** How soon which leads are to be assigned and answered. */
export function TargetDialog({ target, fields, onClose }: TargetDialogProps) {
  const t = useTranslations("targets");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const [condition, setCondition] = useState<Condition>(target?.condition ?? EVERY);
  const [unfinished, setUnfinished] = useState(false);
  const first = formOf(target);
  const { form, failure, pending, onSubmit } = useActionForm<TargetForm, unknown>({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      const input = { ...inputOf(typed), condition: sizeOf(condition) === 0 ? EVERY : condition };
      if (!target) return addTargetAction(input);
      const { id: _id, active: _active, ...before } = target;
      const edit = changedFields(asTexts(input), asTexts(before), asTexts(before));
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      const only = (values: typeof input) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => name in edit.set)) as Partial<typeof input>;
      return updateTargetAction({ targetId: target.id, set: only(input), seen: only(before) });
    },
    fieldNames: {
      ...{ "set.name": "name", "set.warnPercent": "warnPercent" },
      ...{ "set.assignMinutes": "assignMinutes", "set.respondMinutes": "respondMinutes" },
    },
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="lg"
        title={t(target ? "edit" : "new")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="target" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form
          id="target"
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const whole = sizeOf(condition) === 0 || isComplete(condition);
            setUnfinished(!whole);
            if (whole) void onSubmit(event);
          }}
        >
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={form.control} name="name" label={t("name")} required autoComplete="off" autoFocus />
          <div className="grid gap-4 sm:grid-cols-2">
            <SpanFields control={form.control} of="assign" />
            <SpanFields control={form.control} of="respond" />
            <SelectField
              control={form.control}
              name="counting"
              label={t("counting")}
              required
              options={(["working", "wall"] as const).map((value) => ({ value, label: t(value) }))}
            />
            <TextField
              control={form.control}
              name="warnPercent"
              label={t("warn")}
              required
              inputMode="numeric"
              autoComplete="off"
            />
          </div>
          <FieldGroup legend={t("which")}>
            <p className="text-xs text-muted-foreground">{t("everyLead")}</p>
            <ConditionEditor
              fields={fields}
              value={condition}
              onChange={(next) => {
                setCondition(next);
                setUnfinished(false);
              }}
            />
            {unfinished && <Alert variant="danger" title={t("unfinished")} />}
          </FieldGroup>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function SpanFields({ control, of }: { control: Control<TargetForm>; of: "assign" | "respond" }) {
  const t = useTranslations("targets");
  return (
    <div className="grid grid-cols-[1fr_8rem] items-end gap-2">
      <TextField
        control={control}
        name={`${of}Minutes`}
        label={t(of)}
        inputMode="decimal"
        placeholder={t("none1")}
        autoComplete="off"
      />
      <SelectField
        control={control}
        name={`${of}Unit`}
        label={t("unit")}
        hideLabel
        required
        options={(Object.keys(UNITS) as Unit[]).map((value) => ({ value, label: t(value) }))}
      />
    </div>
  );
}

function formOf(target: TargetView | undefined): TargetForm {
  const working = target?.working ?? true;
  const assign = spanOf(target?.assignMinutes ?? null, working);
  const respond = spanOf(target?.respondMinutes ?? null, working);
  return {
    name: target?.name ?? "",
    assignMinutes: assign.amount,
    assignUnit: assign.unit,
    respondMinutes: respond.amount,
    respondUnit: respond.unit,
    counting: working ? "working" : "wall",
    warnPercent: String(target?.warnPercent ?? 75),
  };
}

function inputOf(typed: TargetForm) {
  return {
    name: typed.name,
    assignMinutes: minutesOf({ amount: typed.assignMinutes, unit: typed.assignUnit }),
    respondMinutes: minutesOf({ amount: typed.respondMinutes, unit: typed.respondUnit }),
    working: typed.counting === "working",
    warnPercent: Number(typed.warnPercent),
  };
}

/** A condition is compared by what it says. */
function asTexts<T extends { condition: Condition }>(values: T): Omit<T, "condition"> & { condition: string } {
  return { ...values, condition: JSON.stringify(values.condition) };
}
