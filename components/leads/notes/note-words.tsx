"use client";

import { Fragment } from "react";
import { noteParts } from "@/lib/leads/notes/schema";
import type { MentionNames } from "@/lib/leads/notes/schema";

/** A note's words, with the people who are named in it. */
export function NoteWords({ body, names }: { body: string; names: MentionNames }) {
  return noteParts(body).map((part, index) =>
    "text" in part ? (
      <Fragment key={index}>{part.text}</Fragment>
    ) : (
      <span key={index} className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-text">
        @{names[part.mention] ?? "…"}
      </span>
    ),
  );
}
