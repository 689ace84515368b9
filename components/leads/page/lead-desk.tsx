"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { createContext, use, useMemo, useRef, useState } from "react";
import { useContactOffer } from "@/components/leads/contact-offer";
import { useLogContact } from "@/components/leads/page/use-log-contact";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { notify } from "@/components/ui/notify";
import { assignLeadAction, changeStatusAction } from "@/lib/leads/actions";
import { saysContacted } from "@/lib/leads/contact/policy";
import { takeBackAssignmentAction } from "@/lib/leads/ownership/actions";
import type { FormatFor } from "@/lib/core/format";
import type { LeadView, PersonRef, StatusGroupView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

export type DeskPanel = "status" | "status-sheet" | "assign" | "log";

type Desk = {
  lead: LeadView;
  groups: StatusGroupView[];
  types: Vocabulary["types"];
  /** As chosen a moment ago, even if the server hasn't answered yet. */
  status: StatusView;
  owner: PersonRef | null;
  /** `logged`: how the person was reached was said with it. */
  moveTo: (status: StatusView, logged?: boolean) => Promise<boolean>;
  assign: (owner: PersonRef | null, reason: string) => Promise<boolean>;
  panel: DeskPanel | null;
  setPanel: (panel: DeskPanel | null) => void;
  noteField: React.RefObject<HTMLTextAreaElement | null>;
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

type LeadDeskProps = { lead: LeadView; vocabulary: Vocabulary; now: string; children: React.ReactNode };

/** What the parts of the page share: the lead, what is being changed on it, and which panel is open. */
export function LeadDesk({ lead, vocabulary, now, children }: LeadDeskProps) {
  const [panel, setPanel] = useState<DeskPanel | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const changes = useLeadChanges(lead, vocabulary);
  const desk = {
    ...changes,
    lead,
    groups: vocabulary.groups,
    types: vocabulary.types,
    panel,
    setPanel,
    noteField,
    now,
    to,
  };
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** Holds only while the server still shows what it was chosen over. */
type Chosen<T> = { over: string | null; value: T };

function useLeadChanges(lead: LeadView, { groups }: Vocabulary) {
  const t = useTranslations("lead");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const router = useRouter();
  const offerContact = useContactOffer();
  const logContact = useLogContact(lead);
  const statuses = useMemo(() => groups.flatMap((group) => group.statuses), [groups]);
  const [chosenStatus, setChosenStatus] = useState<Chosen<string> | null>(null);
  const [chosenOwner, setChosenOwner] = useState<Chosen<PersonRef | null> | null>(null);

  const statusId = chosenStatus?.over === lead.statusId ? chosenStatus.value : lead.statusId;
  const owner = chosenOwner?.over === (lead.owner?.id ?? null) ? chosenOwner.value : lead.owner;
  const status = statuses.find(({ id }) => id === statusId) ?? UNKNOWN_STATUS;

  async function moveTo(wanted: StatusView, logged: boolean, seen: StatusView = status): Promise<boolean> {
    setChosenStatus({ over: lead.statusId, value: wanted.id });
    const result = await changeStatusAction({ leadId: lead.id, statusId: wanted.id, seenStatusId: seen.id });
    if (result.ok) {
      const undo = { label: common("undo"), run: () => void moveTo(seen, true, wanted) };
      const unlogged = !logged && saysContacted(wanted) && !lead.firstResponseAt && lead.can.contact;
      const ask = unlogged && { ask: offerContact((channel) => void logContact(channel)) };
      notify.success(t("status.moved", { status: wanted.label }), { id: "status", action: undo, ...ask });
    } else {
      setChosenStatus(null);
      const now = statuses.find(({ key }) => key === result.details?.["to"])?.label;
      const first = result.code === "CONFLICT" && now !== undefined;
      notify.error(
        first ? t("status.conflict", { by: result.details?.["by"] ?? t("somebody"), status: now }) : words(result),
      );
    }
    router.refresh();
    return result.ok;
  }

  async function assign(wanted: PersonRef | null, reason: string): Promise<boolean> {
    const input = { leadId: lead.id, ownerId: wanted?.id ?? null, seenOwnerId: owner?.id ?? null, reason };
    return giveTo(wanted, assignLeadAction(input), (assignmentId) => {
      void giveTo(owner, takeBackAssignmentAction({ assignmentId }));
    });
  }

  async function giveTo(
    wanted: PersonRef | null,
    sent: ReturnType<typeof assignLeadAction>,
    takeBack?: (assignmentId: string) => void,
  ): Promise<boolean> {
    setChosenOwner({ over: lead.owner?.id ?? null, value: wanted });
    const result = await sent;
    if (result.ok) {
      const message = wanted ? t("owner.given", { name: wanted.name }) : t("owner.taken");
      const { assignmentId } = result.data;
      const undo = takeBack && {
        label: common("undo"),
        run: () => {
          takeBack(assignmentId);
        },
      };
      notify.success(message, { id: "owner", ...(undo && { action: undo }) });
    } else {
      setChosenOwner(null);
      const { by = t("somebody"), to = "" } = result.details ?? {};
      const conflict = to === "" ? t("owner.conflictNobody", { by }) : t("owner.conflict", { by, name: to });
      notify.error(result.code === "CONFLICT" ? conflict : words(result));
    }
    router.refresh();
    return result.ok;
  }

  return { status, owner, moveTo: (wanted: StatusView, logged = false) => moveTo(wanted, logged), assign };
}

const UNKNOWN_STATUS: StatusView = {
  id: "",
  key: "",
  label: "–",
  tone: "gray",
  group: "",
  phase: "",
  outcome: "",
  active: false,
};
