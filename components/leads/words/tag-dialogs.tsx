"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { tones } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { addTagAction, mergeTagsAction, updateTagAction } from "@/lib/leads/tags/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { TagTerm } from "@/lib/leads/tags/schema";

/** A tag's name and colour; a new one without. */
export function TagDialog({ tag, onClose }: { tag: TagTerm | undefined; onClose: () => void }) {
  const t = useTranslations("words.tags");
  const vocabulary = useTranslations("vocabulary");
  const done = useDone(onClose);
  const { form, ...rest } = useActionForm<{ name: string; tone: string }, unknown>({
    defaultValues: { name: tag?.name ?? "", tone: tag?.tone ?? "blue" },
    submit: ({ name, tone }): Promise<ActionResult<unknown>> => {
      if (!tag) return addTagAction({ name, tone });
      if (name.trim() === tag.name && tone === tag.tone) return Promise.resolve({ ok: true, data: null });
      return updateTagAction({ name: tag.name, set: { name, tone } });
    },
    onDone: done,
  });
  return (
    <FormDialog size="sm" title={tag ? t("editNamed", { tag: tag.name }) : t("new")} onClose={onClose} {...rest}>
      <TextField
        control={form.control}
        name="name"
        label={t("name")}
        required
        autoComplete="off"
        autoFocus
        {...(tag && tag.leads > 0 && { hint: t("renameHint", { count: tag.leads }) })}
      />
      <SelectField
        control={form.control}
        name="tone"
        label={vocabulary("tone")}
        required
        options={tones.map((value) => ({
          value,
          label: vocabulary(`tones.${value}`),
          view: <TonePill tone={value}>{vocabulary(`tones.${value}`)}</TonePill>,
        }))}
      />
    </FormDialog>
  );
}

type MergeTagsDialogProps = { tag: TagTerm; others: readonly TagTerm[]; onClose: () => void };

/** Which tag the leads of this one get instead. */
export function MergeTagsDialog({ tag, others, onClose }: MergeTagsDialogProps) {
  const t = useTranslations("words.tags");
  const done = useDone(onClose);
  const { form, ...rest } = useActionForm<{ into: string }, unknown>({
    defaultValues: { into: "" },
    submit: ({ into }) => mergeTagsAction({ name: tag.name, into }),
    onDone: done,
  });
  return (
    <FormDialog
      size="sm"
      title={t("mergeNamed", { tag: tag.name })}
      description={t("mergeText", { count: tag.leads })}
      saveLabel={t("merge")}
      onClose={onClose}
      {...rest}
    >
      <SelectField
        control={form.control}
        name="into"
        label={t("into")}
        required
        options={others.map(({ name }) => ({ value: name, label: name }))}
      />
    </FormDialog>
  );
}

function useDone(onClose: () => void): () => void {
  const refresh = useRefresh();
  return () => {
    onClose();
    refresh();
  };
}
