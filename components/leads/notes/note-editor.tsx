"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { NoteField } from "@/components/leads/notes/note-field";
import { useMentions } from "@/components/leads/notes/use-mentions";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { editNoteAction } from "@/lib/leads/notes/actions";
import { storedNote, tooLongNote, typedNote } from "@/lib/leads/notes/schema";
import type { MentionNames } from "@/lib/leads/notes/schema";

type NoteEditorProps = {
  noteId: string;
  body: string;
  names: MentionNames;
  /** With what it says now, where it was saved. */
  onClose: (saved?: { body: string; names: MentionNames }) => void;
};

/** One's own note, written anew. */
export function NoteEditor({ noteId, body, names, onClose }: NoteEditorProps) {
  const t = useTranslations("lead.notes");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const refresh = useRefresh();
  const { lead } = useDesk();
  // As it was when the editing began: a page that is read again meanwhile changes nothing of it.
  const [seen] = useState(() => ({ body, ...typedNote(body, names) }));
  const [typed, setTyped] = useState(seen.typed);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const mentions = useMentions(lead.id);
  const picked = [...seen.picked, ...mentions.picked];
  const next = storedNote(typed, picked);

  async function save(): Promise<void> {
    if (saving || typed.trim() === "" || tooLongNote(next) !== undefined) return;
    if (next === seen.body) {
      onClose();
      return;
    }
    setSaving(true);
    const result = await editNoteAction({ noteId, body: next, seenBody: seen.body }).catch(lost);
    setSaving(false);
    if (!result.ok) {
      setError(words(result));
      return;
    }
    const labels = Object.fromEntries(picked.map(({ id, label }) => [id, label]));
    onClose({ body: next.trim(), names: { ...labels, ...names } });
    refresh();
  }

  return (
    <div className="flex flex-col gap-2">
      <NoteField
        autoFocus
        label={t("label")}
        value={typed}
        stored={next}
        error={error}
        mentions={mentions}
        onChange={(text) => {
          setTyped(text);
          setError(null);
        }}
        onSave={() => void save()}
        onCancel={() => {
          onClose();
        }}
      />
      <div className="flex gap-2">
        <Button size="sm" variant="primary" pending={saving} disabled={typed.trim() === ""} onClick={() => void save()}>
          {common("save")}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            onClose();
          }}
        >
          {common("cancel")}
        </Button>
      </div>
    </div>
  );
}
