"use client";

import { Lock, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { ValueInput } from "@/components/leads/custom-fields/value-input";
import { FieldConflict } from "@/components/leads/page/field-conflict";
import { FACT_GRID } from "@/components/leads/page/lead-fact";
import { useDesk } from "@/components/leads/page/lead-desk";
import { BeingEdited } from "@/components/leads/presence/people-here";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/core/cn";
import type { ValueKind, ValueOptions } from "@/components/leads/custom-fields/value-input";
import type { FieldEdit } from "@/components/leads/page/use-field-edit";

type FactFieldProps = {
  name: string;
  label: string;
  edit: FieldEdit;
  /** The reader's role may not change it, whatever else they may. */
  locked?: boolean;
  kind?: ValueKind;
  options?: ValueOptions;
  hint?: string;
  maxLength?: number;
  suggestions?: readonly string[];
  /** A value in words. */
  say: (value: string) => string;
  /** What it is; nothing where nothing is said. */
  children: React.ReactNode;
};

/** One fact about the lead, edited where it stands. */
export function FactField({ name, label, edit, locked = false, kind = "text", children, ...rest }: FactFieldProps) {
  const t = useTranslations("lead.facts");
  const { lead } = useDesk();
  const long = kind === "long";
  return (
    <div
      className={cn("group/fact", long ? "py-0.5 text-sm" : FACT_GRID, edit.editing && "max-sm:block")}
      data-field={name}
    >
      <dt dir="auto" className="pt-1 text-muted-foreground wrap-anywhere">
        {label}
      </dt>
      <dd className="min-w-0">
        {edit.editing ? (
          <FactEditor edit={edit} label={label} kind={kind} {...rest} />
        ) : (
          <div className="flex min-w-0 items-start gap-1">
            <div
              dir="auto"
              className={cn(
                "min-w-0 flex-1 py-1 text-left wrap-anywhere",
                long && "line-clamp-12 whitespace-pre-line print:line-clamp-none",
                children === null && "text-muted-foreground",
              )}
            >
              {children ?? "–"}
            </div>
            {lead.can.update && locked && (
              <span title={t("locked")} className="p-1.5 text-muted-foreground print:hidden">
                <Lock aria-hidden className="size-3.5" />
                <span className="sr-only">{t("locked")}</span>
              </span>
            )}
            {lead.can.update && !locked && (
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
        <BeingEdited field={name} className="pb-1" />
      </dd>
    </div>
  );
}

type FactEditorProps = Pick<
  FactFieldProps,
  "edit" | "label" | "options" | "hint" | "maxLength" | "suggestions" | "say"
> & {
  kind: ValueKind;
};

function FactEditor({ edit, label, kind, options = [], hint, maxLength, suggestions, say }: FactEditorProps) {
  const common = useTranslations("common");
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
      <Field label={label} hideLabel hint={hint} error={edit.error}>
        <ValueInput
          autoFocus
          label={label}
          kind={kind}
          value={edit.draft}
          options={options}
          maxLength={maxLength}
          suggestions={suggestions}
          onChange={edit.change}
          onKeyDown={keys}
        />
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
