"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { FieldConflict } from "@/components/leads/page/field-conflict";
import { FACT_GRID } from "@/components/leads/page/lead-fact";
import { useFieldEdit } from "@/components/leads/page/use-field-edit";
import { useDesk } from "@/components/leads/page/lead-desk";
import { BeingEdited } from "@/components/leads/presence/people-here";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/core/cn";
import type { FieldEdit } from "@/components/leads/page/use-field-edit";
import type { LeadFields } from "@/lib/leads/schema";

type Options = { value: string; label: string }[];

type LeadFieldProps = {
  field: keyof LeadFields;
  label: string;
  value: string;
  kind?: "text" | "email" | "tel" | "long" | "choice";
  options?: Options;
  /** Drawn instead of the plain text. */
  view?: React.ReactNode;
  maxLength?: number;
};

/** One fact about the lead, edited where it stands. */
export function LeadField({ field, label, value, kind = "text", options = [], view, maxLength }: LeadFieldProps) {
  const t = useTranslations("lead.facts");
  const { lead } = useDesk();
  const edit = useFieldEdit(field, value);
  const long = kind === "long";
  const say = (said: string) => options.find((option) => option.value === said)?.label ?? said;
  return (
    <div
      className={cn("group/fact", long ? "py-0.5 text-sm" : FACT_GRID, edit.editing && "max-sm:block")}
      data-field={field}
    >
      <dt className="pt-1 text-muted-foreground">{label}</dt>
      <dd className="min-w-0">
        {edit.editing ? (
          <FactEditor edit={edit} label={label} kind={kind} options={options} maxLength={maxLength} say={say} />
        ) : (
          <div className="flex min-w-0 items-start gap-1">
            <div
              dir="auto"
              className={cn(
                "min-w-0 flex-1 py-1 text-left wrap-anywhere",
                long && "line-clamp-12 whitespace-pre-line print:line-clamp-none",
                value === "" && "text-muted-foreground",
              )}
            >
              {view ?? (value === "" ? "–" : say(value))}
            </div>
            {lead.can.update && (
              <IconButton
                size="sm"
                label={t("edit", { field: label })}
                className="text-muted-foreground pointer-coarse:-my-1.5 print:hidden group-hover/fact:opacity-100 focus-visible:opacity-100 pointer-fine:opacity-0"
                onClick={edit.start}
              >
                <Pencil aria-hidden />
              </IconButton>
            )}
          </div>
        )}
        <BeingEdited field={field} className="pb-1" />
      </dd>
    </div>
  );
}

type FactEditorProps = {
  edit: FieldEdit;
  label: string;
  kind: NonNullable<LeadFieldProps["kind"]>;
  options: Options;
  maxLength: number | undefined;
  say: (value: string) => string;
};

function FactEditor({ edit, label, kind, options, maxLength, say }: FactEditorProps) {
  const common = useTranslations("common");
  const limit = maxLength === undefined ? {} : { maxLength };
  function keys(event: React.KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      edit.stop();
    }
    if (event.key === "Enter" && (kind !== "long" || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void edit.save();
    }
  }
  return (
    <div className="py-0.5">
      <Field label={label} hideLabel error={edit.error}>
        {kind === "choice" && (
          <Select aria-label={label} value={edit.draft} options={options} onValueChange={edit.change} />
        )}
        {kind === "long" && (
          <Textarea
            autoFocus
            value={edit.draft}
            className="max-h-96"
            onKeyDown={keys}
            onChange={(event) => {
              edit.change(event.currentTarget.value);
            }}
            {...limit}
          />
        )}
        {kind !== "choice" && kind !== "long" && (
          <Input
            autoFocus
            type={kind}
            value={edit.draft}
            onKeyDown={keys}
            onChange={(event) => {
              edit.change(event.currentTarget.value);
            }}
            {...limit}
          />
        )}
      </Field>
      {edit.conflict ? (
        <FieldConflict edit={edit} say={say} />
      ) : (
        <div className="mt-2 flex gap-2">
          <Button size="sm" variant="primary" pending={edit.saving} onClick={() => void edit.save()}>
            {common("save")}
          </Button>
          <Button size="sm" variant="ghost" onClick={edit.stop}>
            {common("cancel")}
          </Button>
        </div>
      )}
    </div>
  );
}
