"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { FileStrip } from "@/components/leads/files/file-link";
import { NoteEditor } from "@/components/leads/notes/note-editor";
import { NoteVersions } from "@/components/leads/notes/note-versions";
import { NoteWords } from "@/components/leads/notes/note-words";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { When } from "@/components/leads/page/when";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { deleteNoteAction } from "@/lib/leads/notes/actions";
import { noteText } from "@/lib/leads/notes/schema";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

type Note = Extract<TimelineEntry, { kind: "note" }>;
/** What one did to it here, until the page says so too: an entry far down isn't read again. */
type Done = { over: Note; body?: string; names?: Note["names"]; deleted?: boolean };

const linkClass = "text-xs text-muted-foreground hover:text-foreground hover:underline pointer-coarse:py-2";

/** A note as it stands: its words, its files, that it was edited; its author edits it and takes it away. */
export function NoteEntry({ entry: sent }: { entry: Note }) {
  const t = useTranslations("lead.notes");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const refresh = useRefresh();
  const { lead } = useDesk();
  const [open, setOpen] = useState<"edit" | "versions" | "delete" | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const mine = done !== null && done.over.body === sent.body && done.over.deletedAt === sent.deletedAt ? done : null;
  const note = { ...sent, body: mine?.body ?? sent.body, names: { ...sent.names, ...mine?.names } };
  const mayChange = note.own && lead.can.update;

  if (note.deletedAt !== null || mine?.deleted) {
    return <p className="text-muted-foreground italic">{t("deleted")}</p>;
  }

  async function remove(): Promise<void> {
    setPending(true);
    const result = await deleteNoteAction({ noteId: note.noteId }).catch(lost);
    setPending(false);
    if (result.ok || result.code !== "UNANSWERED") setOpen(null);
    if (result.ok) setDone({ over: sent, deleted: true });
    else notify.error(words(result));
    refresh();
  }

  if (open === "edit") {
    return (
      <NoteEditor
        noteId={note.noteId}
        body={note.body}
        names={note.names}
        onClose={(saved) => {
          setOpen(null);
          if (saved) setDone({ over: sent, ...saved });
        }}
      />
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-col gap-2 rounded-lg border bg-surface px-3 py-2">
        {note.body !== "" && (
          <div>
            <LongText text={noteText(note.body, note.names)}>
              <NoteWords body={note.body} names={note.names} />
            </LongText>
          </div>
        )}
        <FileStrip files={note.files} />
      </div>
      {(mayChange || note.editedAt !== null) && (
        <div className="flex flex-wrap gap-x-3 print:hidden">
          {note.editedAt !== null && (
            <button
              type="button"
              aria-expanded={open === "versions"}
              className={linkClass}
              onClick={() => {
                setOpen(open === "versions" ? null : "versions");
              }}
            >
              <When at={note.editedAt}>{(when) => t("edited", { when })}</When>
            </button>
          )}
          {mayChange && (
            <>
              <button
                type="button"
                className={linkClass}
                onClick={() => {
                  setOpen("edit");
                }}
              >
                {common("edit")}
              </button>
              <button
                type="button"
                className={linkClass}
                onClick={() => {
                  setOpen("delete");
                }}
              >
                {common("delete")}
              </button>
            </>
          )}
        </div>
      )}
      {open === "versions" && <NoteVersions key={note.editedAt} noteId={note.noteId} />}
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(next) => {
          if (!next) setOpen(null);
        }}
        title={t("deleteTitle")}
        description={t("deleteText", { count: note.files.length })}
        confirmLabel={common("delete")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
