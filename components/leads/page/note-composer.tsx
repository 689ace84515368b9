"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";
import { addNoteAction } from "@/lib/leads/actions";

/** Writes a note into the timeline; what was typed stays until it is saved. */
export function NoteComposer() {
  const t = useTranslations("lead.notes");
  const words = useOutcomeWords();
  const { lead, noteField } = useDesk();
  const router = useRouter();
  const [body, setBody] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const empty = body.trim() === "";

  async function save(): Promise<void> {
    if (empty || saving) return;
    setSaving(true);
    const result = await addNoteAction({ leadId: lead.id, body });
    setSaving(false);
    if (!result.ok) {
      setError(words(result));
      return;
    }
    setBody("");
    router.refresh();
  }

  return (
    <form
      className="flex flex-col gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t("label")} hideLabel error={error}>
        <Textarea
          ref={noteField}
          rows={2}
          value={body}
          maxLength={50_000}
          placeholder={t("placeholder")}
          className="max-h-96 min-h-14"
          onChange={(event) => {
            setBody(event.currentTarget.value);
            setError(null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void save();
            }
          }}
        />
      </Field>
      <div className="flex items-center justify-end gap-2">
        <span className="text-xs text-muted-foreground max-md:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </span>
        <Button type="submit" variant={empty ? "secondary" : "primary"} pending={saving} disabled={empty}>
          {t("add")}
        </Button>
      </div>
    </form>
  );
}
