"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useKept } from "@/components/form/use-kept";
import { useRefresh } from "@/components/live/use-refresh";
import { FileButtons, filesIn } from "@/components/leads/files/file-buttons";
import { UploadList } from "@/components/leads/files/upload-list";
import { useUploads } from "@/components/leads/files/use-uploads";
import { NoteField } from "@/components/leads/notes/note-field";
import { useKeptPeople } from "@/components/leads/notes/use-kept-people";
import { useMentions } from "@/components/leads/notes/use-mentions";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { onLead } from "@/components/leads/page/typed-on-lead";
import { useEditing } from "@/components/leads/presence/lead-presence";
import { BeingEdited } from "@/components/leads/presence/people-here";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/core/cn";
import { addNoteAction } from "@/lib/leads/notes/actions";
import { storedNote, tooLongNote } from "@/lib/leads/notes/schema";
import { NOTE } from "@/lib/leads/presence/schema";

/** Writes a note into the timeline, with its files; what was typed stays until it is saved, wherever one goes meanwhile. */
export function NoteComposer() {
  const t = useTranslations("lead.notes");
  const words = useOutcomeWords();
  const { meId, lead, noteField } = useDesk();
  const refresh = useRefresh();
  const key = onLead(meId, lead.id, "note");
  const [body, setBody] = useKept(key);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [over, setOver] = useState(false);
  const mentions = useMentions(lead.id, useKeptPeople(key));
  const { sendings, isSending, add, drop, retry, clearSent } = useUploads({ leadId: lead.id });
  const uploads = sendings.flatMap(({ upload }) => upload ?? []);
  useEditing(NOTE, body !== "");
  const stored = storedNote(body, mentions.picked);
  const empty = body.trim() === "" && uploads.length === 0;

  async function save(): Promise<void> {
    if (empty || saving || isSending || tooLongNote(stored) !== undefined) return;
    setSaving(true);
    const result = await addNoteAction({ leadId: lead.id, body: stored, uploads }).catch(lost);
    setSaving(false);
    if (!result.ok) {
      setError(words(result));
      return;
    }
    setBody("");
    mentions.setPicked([]);
    clearSent();
    refresh();
  }

  return (
    <form
      className={cn("flex flex-col gap-2 rounded-md print:hidden", over && "outline-2 outline-offset-4 outline-accent")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        const files = filesIn(event.dataTransfer);
        // Text that is dropped goes where it fell.
        if (files.length === 0) return;
        event.preventDefault();
        add(files);
      }}
    >
      <NoteField
        fieldRef={noteField}
        label={t("label")}
        placeholder={t("placeholder")}
        value={body}
        stored={stored}
        error={error}
        mentions={mentions}
        onChange={(text) => {
          setBody(text);
          setError(null);
        }}
        onSave={() => void save()}
        onFiles={add}
      />
      <BeingEdited field={NOTE} />
      <UploadList sendings={sendings} onDrop={drop} onRetry={retry} />
      <div className="flex items-center gap-2">
        <FileButtons onFiles={add} />
        <span className="ml-auto text-xs text-muted-foreground max-md:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </span>
        <Button
          type="submit"
          variant={empty ? "secondary" : "primary"}
          pending={saving}
          disabled={empty || isSending}
          className="max-md:ml-auto"
        >
          {t("add")}
        </Button>
      </div>
    </form>
  );
}
