"use client";

import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { FieldConflict } from "@/components/leads/page/field-conflict";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useFieldEdit } from "@/components/leads/page/use-field-edit";
import { BeingEdited } from "@/components/leads/presence/people-here";
import { When } from "@/components/leads/page/when";
import { updateLeadAction } from "@/lib/leads/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

/** What whoever assigns wants the owner to know: written by them, read by all who see the lead. */
export function ManagementMessage() {
  const t = useTranslations("lead.managementMessage");
  const common = useTranslations("common");
  const { lead } = useDesk();
  const edit = useFieldEdit("managementMessage", lead.managementMessage, {
    write: (draft, seen) =>
      updateLeadAction({ leadId: lead.id, set: { managementMessage: draft }, seen: { managementMessage: seen } }),
  });
  const mayWrite = lead.can.assign;
  if (!edit.editing && lead.managementMessage === "") {
    if (!mayWrite) return null;
    return (
      <Button variant="ghost" className="-mb-2 self-start text-muted-foreground print:hidden" onClick={edit.start}>
        <MessageSquareText aria-hidden />
        {t("write")}
      </Button>
    );
  }
  const by = lead.managementMessageBy;
  return (
    <section aria-labelledby="management-message" className="rounded-lg border border-accent/25 bg-accent-soft p-4">
      <div className="flex items-start justify-between gap-3">
        <h2 id="management-message" className="flex items-center gap-2 text-sm font-semibold text-accent-text">
          <MessageSquareText aria-hidden className="size-4" />
          {t("title")}
        </h2>
        {mayWrite && !edit.editing && (
          <Button size="sm" variant="ghost" className="-my-1 -mr-2 print:hidden" onClick={edit.start}>
            {common("edit")}
          </Button>
        )}
      </div>
      {edit.editing ? (
        <div className="mt-2">
          <Field label={t("title")} hideLabel error={edit.error}>
            <Textarea
              autoFocus
              value={edit.draft}
              maxLength={5000}
              placeholder={t("placeholder")}
              onChange={(event) => {
                edit.change(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key === "Escape") edit.stop();
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void edit.save();
              }}
            />
          </Field>
          {edit.conflict ? (
            <FieldConflict edit={edit} />
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
      ) : (
        <>
          <p dir="auto" className="mt-1.5 text-base whitespace-pre-line wrap-anywhere">
            {lead.managementMessage}
          </p>
          <BeingEdited field="managementMessage" className="mt-1.5" />
          {by && (
            <p className="mt-1.5 text-xs text-muted-foreground">
              <When at={by.at}>{(when) => t("by", { name: by.name, when })}</When>
            </p>
          )}
        </>
      )}
    </section>
  );
}
