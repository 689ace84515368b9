"use client";

import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { storyWords } from "@/components/assignment/story-words";
import { formatDateTime } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { LeadStory } from "@/lib/assignment/receipts/schema";

const ReceiptDialog = lazyPart(() =>
  import("@/components/assignment/receipt-dialog").then((file) => ({ default: file.ReceiptDialog })),
);

type AssignmentStoryProps = { leadId: string; story: LeadStory; to: FormatFor };

/** By which rule the lead is whose it is, or since when it waits; and on demand everything that decided. */
export function AssignmentStory({ leadId, story, to }: AssignmentStoryProps) {
  const t = useTranslations("assignment.receipt");
  const [open, setOpen] = useState(false);
  const { given, waiting } = story;
  return (
    <>
      {waiting && (
        <p className="text-sm break-words text-warning">
          {t("waiting", { when: formatDateTime(waiting.since, to), place: waiting.place, name: waiting.rule })}
        </p>
      )}
      {given && <p className="text-sm break-words text-muted-foreground">{storyWords(given, t, to)}.</p>}
      <button
        type="button"
        className="mt-0.5 block text-left text-xs text-muted-foreground underline-offset-2 hover:text-foreground hover:underline pointer-coarse:-my-1 pointer-coarse:py-2.5 print:hidden"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("whole")}
      </button>
      {open && (
        <Suspense>
          <ReceiptDialog
            leadId={leadId}
            to={to}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
