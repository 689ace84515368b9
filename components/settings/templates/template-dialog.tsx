"use client";

import { useTranslations } from "next-intl";
import { useController, useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { SelectField, TextField } from "@/components/form/fields";
import { languageOptions } from "@/components/form/language-options";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { addTemplateAction, updateTemplateAction } from "@/lib/leads/templates/actions";
import { PLACES } from "@/lib/leads/templates/schema";
import type { Control } from "react-hook-form";
import type { ActionResult } from "@/lib/core/define-action";
import type { Locale } from "@/lib/i18n/locale";
import type { TemplateChannel, TemplateView } from "@/lib/leads/templates/schema";

type Form = {
  name: string;
  channel: TemplateChannel;
  locale: Locale;
  companyId: string;
  subject: string;
  body: string;
};

type TemplateDialogProps = {
  /** The one that is changed; a new one otherwise. */
  template: TemplateView | undefined;
  shared: boolean;
  companies: readonly { id: string; name: string }[];
  locale: Locale;
  onClose: () => void;
};

/** A template's words. */
export function TemplateDialog({ template, shared, companies, locale, onClose }: TemplateDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const first: Form = {
    name: template?.name ?? "",
    channel: template?.channel ?? "mail",
    locale: (template?.locale as Locale | undefined) ?? locale,
    companyId: template?.companyId ?? EVERY,
    subject: template?.subject ?? "",
    body: template?.body ?? "",
  };
  const { form, failure, pending, onSubmit } = useActionForm<Form, unknown>({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      const said = stored(typed);
      if (!template) return addTemplateAction({ ...said, shared });
      const { channel: _, ...fields } = said;
      const { channel: __, ...before } = stored(first);
      const edit = changedFields(fields, before, before);
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateTemplateAction({ id: template.id, ...edit });
    },
    onDone: () => {
      onClose();
      refresh();
    },
  });
  const channel = useWatch({ control: form.control, name: "channel" });

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="lg"
        title={template ? t("edit") : t(shared ? "newShared" : "newOwn")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="template" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="template" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={form.control} name="name" label={t("name")} required autoComplete="off" autoFocus />
          <div className="grid gap-4 sm:grid-cols-3">
            <SelectField
              control={form.control}
              name="channel"
              label={t("channel")}
              required
              disabled={template !== undefined}
              options={(["mail", "whatsapp"] as const).map((value) => ({ value, label: t(`channels.${value}`) }))}
            />
            <SelectField
              control={form.control}
              name="locale"
              label={t("language")}
              required
              options={languageOptions}
            />
            <SelectField
              control={form.control}
              name="companyId"
              label={t("company")}
              required
              options={[
                { value: EVERY, label: t("everyCompany") },
                ...companies.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </div>
          {channel === "mail" && (
            <TextField control={form.control} name="subject" label={t("subject")} required autoComplete="off" />
          )}
          <BodyField control={form.control} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

const EVERY = "every";

const stored = ({ companyId, ...typed }: Form) => ({ ...typed, companyId: companyId === EVERY ? null : companyId });

/** The text, and under it the places that a lead fills, each put where the caret is. */
function BodyField({ control }: { control: Control<Form> }) {
  const t = useTranslations("templates");
  const errors = useTranslations("errors");
  const { field, fieldState } = useController({
    control,
    name: "body",
    rules: { validate: (value) => value.trim() !== "" || errors("required") },
  });

  function put(place: string, area: HTMLTextAreaElement | null) {
    const [from, to] = [area?.selectionStart ?? field.value.length, area?.selectionEnd ?? field.value.length];
    const said = `{{${place}}}`;
    field.onChange(field.value.slice(0, from) + said + field.value.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + said.length, from + said.length);
    });
  }

  return (
    <div className="flex flex-col gap-2">
      <Field label={t("body")} error={fieldState.error?.message}>
        <Textarea id="template-body" rows={8} maxLength={10_000} className="max-h-80 min-h-40" {...field} />
      </Field>
      <div role="group" aria-label={t("places")} className="flex flex-wrap items-center gap-1.5">
        <span aria-hidden className="text-xs text-muted-foreground">
          {t("places")}
        </span>
        {PLACES.map((place) => (
          <Button
            key={place}
            size="sm"
            title={t("put", { place: t(`place.${place}`) })}
            className="font-mono text-xs"
            onClick={(event) => {
              put(place, event.currentTarget.closest("form")?.querySelector("textarea") ?? null);
            }}
          >
            {`{{${place}}}`}
          </Button>
        ))}
      </div>
      <p className="text-xs text-muted-foreground">{t("placesHint")}</p>
    </div>
  );
}
