"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { NoteWords } from "@/components/leads/notes/note-words";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/core/format";
import { noteVersionsAction } from "@/lib/leads/notes/actions";
import { noteText } from "@/lib/leads/notes/schema";
import type { MentionNames, NoteVersionView } from "@/lib/leads/notes/schema";

type Told = { versions: NoteVersionView[]; names: MentionNames } | { failure: string };

/** What a note said before, asked for when somebody wants to know. */
export function NoteVersions({ noteId }: { noteId: string }) {
  const t = useTranslations("lead.notes");
  const words = useOutcomeWords();
  const { to } = useDesk();
  const [told, setTold] = useState<Told | null>(null);

  useEffect(() => {
    let gone = false;
    void noteVersionsAction({ noteId })
      .catch(lost)
      .then((result) => {
        if (!gone) setTold(result.ok ? result.data : { failure: words(result) });
      });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked once; the words are only for a failure
  }, [noteId]);

  if (told === null) return <Skeleton className="h-10" />;
  if ("failure" in told) return <p className="text-sm text-danger">{told.failure}</p>;
  return (
    <ol className="flex flex-col gap-2 border-l pl-3" aria-label={t("versions")}>
      {told.versions.map(({ body, at }) => (
        <li key={at}>
          <time dateTime={at} className="text-xs text-muted-foreground">
            {formatDateTime(at, to)}
          </time>
          <div className="text-muted-foreground">
            <LongText text={noteText(body, told.names)} lines={4}>
              <NoteWords body={body} names={told.names} />
            </LongText>
          </div>
        </li>
      ))}
    </ol>
  );
}
