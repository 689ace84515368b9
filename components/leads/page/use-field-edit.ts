"use client";

import { useEffect, useState } from "react";
import { keep } from "@/components/form/kept";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { onLead } from "@/components/leads/page/typed-on-lead";
import { useEditing } from "@/components/leads/presence/lead-presence";
import { lastChangeAction } from "@/lib/leads/page/actions";
import type { ActionResult } from "@/lib/core/define-action";

/** Somebody else's value, that stands in the way of one's own. `by` is unknown until the server was asked. */
export type FieldConflict = { theirs: string; by: string | null };

/** `shown`: what the page said then, which may be behind what is known by now. */
type Edit = { draft: string; seen: string; shown: string };

/**
 * How a field is written, over the value that was seen; `typed` is how a value is shown to be typed over, `told` what was
 * typed or chosen in words, for whoever has to be told of it elsewhere.
 */
export type FieldWriting = {
  write: (draft: string, seen: string) => Promise<ActionResult<unknown>>;
  typed?: (value: string) => string;
  told?: (draft: string) => string;
};

const asIs = (text: string) => text;

/**
 * Editing one field where it stands. What it was when the editing began goes along with the change; if it became
 * something else meanwhile, what was typed stays and the person decides.
 */
export function useFieldEdit(
  field: string,
  value: string,
  { write, typed = asIs, told: inWords = asIs }: FieldWriting,
) {
  const { meId, lead } = useDesk();
  const words = useOutcomeWords();
  const refresh = useRefresh();
  const key = onLead(meId, lead.id, `edit:${field}`);
  const [edit, setEdit] = useState<Edit | null>(null);
  const [told, setTold] = useState<FieldConflict | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  useEditing(field, edit !== null);
  const moved = edit !== null && value !== edit.shown && value !== edit.seen;
  const by = useWhoChanged(lead.id, field, moved ? value : null);
  const arrived = moved ? { theirs: value, by } : null;

  function stop() {
    keep(key, "");
    setEdit(null);
    setTold(null);
    setError(null);
  }

  async function save(seen: string): Promise<void> {
    if (!edit || saving) return;
    if (edit.draft.trim() === typed(seen)) {
      stop();
      return;
    }
    setSaving(true);
    const result = await write(edit.draft, seen).catch(lost);
    setSaving(false);
    if (result.ok || result.details?.["reason"] === "unchanged") stop();
    else if (result.code === "CONFLICT") {
      setTold({ theirs: result.details?.["to"] ?? "", by: result.details?.["by"] ?? null });
    } else setError(words(result));
    refresh();
  }

  return {
    editing: edit !== null,
    draft: edit?.draft ?? typed(value),
    conflict: edit ? (told ?? arrived) : null,
    error,
    saving,
    start: () => {
      setEdit({ draft: typed(value), seen: value, shown: value });
    },
    change: (draft: string) => {
      setError(null);
      keep(key, inWords(draft));
      setEdit((before) => before && { ...before, draft });
    },
    save: () => save(edit?.seen ?? value),
    /** Writes one's own over what the other wrote, which is known by now. */
    useMine: (conflict: FieldConflict) => {
      setTold(null);
      setEdit((before) => before && { ...before, seen: conflict.theirs, shown: value });
      return save(conflict.theirs);
    },
    stop,
  };
}

/** Who wrote the value that came while one was editing; asked only then. */
function useWhoChanged(leadId: string, field: string, theirs: string | null): string | null {
  const [known, setKnown] = useState<{ theirs: string; by: string } | null>(null);
  useEffect(() => {
    if (theirs === null) return;
    let gone = false;
    void lastChangeAction({ leadId, field })
      .catch(lost)
      .then((result) => {
        if (!gone && result.ok) setKnown({ theirs, by: result.data.by });
      });
    return () => {
      gone = true;
    };
  }, [leadId, field, theirs]);
  return known !== null && known.theirs === theirs && known.by !== "" ? known.by : null;
}

export type FieldEdit = ReturnType<typeof useFieldEdit>;
