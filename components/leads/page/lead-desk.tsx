"use client";

import { useLocale, useTimeZone } from "next-intl";
import { createContext, use, useEffect, useRef, useState } from "react";
import { forgetEdits } from "@/components/leads/page/typed-on-lead";
import { useLeadChanges } from "@/components/leads/page/use-lead-changes";
import type { Move } from "@/components/leads/page/use-lead-changes";
import type { FormatFor } from "@/lib/core/format";
import type { FilledTemplate } from "@/lib/leads/templates/schema";
import type { LeadView, PersonRef, StatusGroupView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

export type DeskPanel = "status" | "status-sheet" | "assign" | "log" | "task";

type Seen = { statusId: string; ownerId: string | null };

type Desk = {
  /** Who reads. */
  meId: string;
  lead: LeadView;
  groups: StatusGroupView[];
  types: Vocabulary["types"];
  reasons: Vocabulary["reasons"];
  /** As chosen a moment ago, even if the server hasn't answered yet. */
  status: StatusView;
  owner: PersonRef | null;
  moveTo: (status: StatusView, move?: Move) => Promise<boolean>;
  assign: (owner: PersonRef | null, reason: string, seenOwnerId: string | null) => Promise<boolean>;
  panel: DeskPanel | null;
  setPanel: (panel: DeskPanel | null) => void;
  /** What the lead was when the panel was opened, which is what the person chooses over. */
  seen: Seen;
  noteField: React.RefObject<HTMLTextAreaElement | null>;
  /** Texts for a mail or a WhatsApp message, with this lead's values in them. */
  templates: readonly FilledTemplate[];
  /** The moment the page was made, so that server and browser word "5 min ago" alike. */
  now: string;
  to: FormatFor;
};

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("a part of the lead page stands outside of it");
  return desk;
}

type LeadDeskProps = {
  meId: string;
  lead: LeadView;
  vocabulary: Vocabulary;
  now: string;
  templates?: readonly FilledTemplate[];
  children: React.ReactNode;
};

/** What the parts of the page share: the lead, what is being changed on it, and which panel is open. */
export function LeadDesk({ meId, lead, vocabulary, now, templates = [], children }: LeadDeskProps) {
  const [panel, setPanel] = useState<DeskPanel | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { question, ...changes } = useLeadChanges(lead, vocabulary, meId);
  useEffect(() => {
    forgetEdits(meId, lead.id);
  }, [meId, lead.id]);
  const standing = { statusId: changes.status.id, ownerId: changes.owner?.id ?? null };
  const desk = {
    ...changes,
    meId,
    lead,
    groups: vocabulary.groups,
    types: vocabulary.types,
    reasons: vocabulary.reasons,
    panel,
    setPanel: (next: DeskPanel | null) => {
      if (next !== null && panel === null) setSeen(standing);
      setPanel(next);
    },
    seen: seen ?? standing,
    noteField,
    templates,
    now,
    to,
  };
  return (
    <DeskContext value={desk}>
      {children}
      {question}
    </DeskContext>
  );
}
