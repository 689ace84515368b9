"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { NoteField } from "@/components/leads/notes/note-field";
import { useKeptPeople } from "@/components/leads/notes/use-kept-people";
import { useMentions } from "@/components/leads/notes/use-mentions";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { forget, onLead } from "@/components/leads/page/typed-on-lead";
import { useKeptEdit } from "@/components/leads/page/use-kept-edit";
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
  const { meId, lead } = useDesk();
  const key = onLead(meId, lead.id, `note:${noteId}`);
  const { seen, text: typed, change } = useKeptEdit(key, body, (said) => typedNote(said, names).typed);
  const [namedBefore] = useState(() => typedNote(seen, names).picked);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const mentions = useMentions(lead.id, useKeptPeople(key));
  const picked = [...namedBefore, ...mentions.picked];
  const next = storedNote(typed, picked);

  const close: NoteEditorProps["onClose"] = (saved) => {
    forget(key);
    onClose(saved);
  };

  async function save(): Promise<void> {
    if (saving || typed.trim() === "" || tooLongNote(next) !== undefined) return;
    if (next === seen) {
      close();
      return;
    }
    setSaving(true);
    const result = await editNoteAction({ noteId, body: next, seenBody: seen }).catch(lost);
    setSaving(false);
    if (!result.ok) {
      setError(words(result));
      return;
    }
    const labels = Object.fromEntries(picked.map(({ id, label }) => [id, label]));
    close({ body: next.trim(), names: { ...labels, ...names } });
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
          change(text);
          setError(null);
        }}
        onSave={() => void save()}
        onCancel={() => {
          close();
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
            close();
          }}
        >
          {common("cancel")}
        </Button>
      </div>
    </div>
  );
}
