"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { createContext, lazy, Suspense, use, useMemo, useRef, useState } from "react";
import { useContactOffer } from "@/components/leads/contact-offer";
import { useLogContact } from "@/components/leads/page/use-log-contact";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { notify } from "@/components/ui/notify";
import { assignLeadAction, changeStatusAction, takeBackStatusAction } from "@/lib/leads/actions";
import { saysContacted } from "@/lib/leads/contact/policy";
import { asksAnything } from "@/lib/leads/status/policy";
import { takeBackAssignmentAction } from "@/lib/leads/ownership/actions";
import type { FieldErrors } from "@/lib/core/errors";
import type { FormatFor } from "@/lib/core/format";
import type { LeadView, PersonRef, StatusGroupView, StatusView, Vocabulary } from "@/lib/leads/page/schema";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

const StatusQuestion = lazy(() =>
  import("@/components/leads/status-question").then((file) => ({ default: file.StatusQuestion })),
);

export type DeskPanel = "status" | "status-sheet" | "assign" | "log";

type Desk = {
  lead: LeadView;
  groups: StatusGroupView[];
  types: Vocabulary["types"];
  reasons: Vocabulary["reasons"];
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
  const { question, ...changes } = useLeadChanges(lead, vocabulary);
  const desk = {
    ...changes,
    lead,
    groups: vocabulary.groups,
    types: vocabulary.types,
    reasons: vocabulary.reasons,
    panel,
    setPanel,
    noteField,
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

/** Holds only while the server still shows what it was chosen over. */
type Chosen<T> = { over: string | null; value: T };

/** A move that waits for what its status asks. */
type Waiting = { wanted: StatusView; logged: boolean; done: (moved: boolean) => void };

function useLeadChanges(lead: LeadView, { groups, reasons }: Vocabulary) {
  const t = useTranslations("lead");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const router = useRouter();
  const offerContact = useContactOffer();
  const logContact = useLogContact(lead);
  const statuses = useMemo(() => groups.flatMap((group) => group.statuses), [groups]);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [chosenStatus, setChosenStatus] = useState<Chosen<string> | null>(null);
  const [chosenOwner, setChosenOwner] = useState<Chosen<PersonRef | null> | null>(null);

  const statusId = chosenStatus?.over === lead.statusId ? chosenStatus.value : lead.statusId;
  const owner = chosenOwner?.over === (lead.owner?.id ?? null) ? chosenOwner.value : lead.owner;
  const status = statuses.find(({ id }) => id === statusId) ?? UNKNOWN_STATUS;

  function moveTo(wanted: StatusView, logged: boolean): Promise<boolean> {
    if (!asksAnything(wanted)) return send(wanted, logged, {}).then((refused) => refused === null);
    return new Promise((done) => {
      setWaiting({ wanted, logged, done });
    });
  }

  /** Answers null where the lead was moved, else what was wrong with which answer; anything else is said here. */
  async function send(wanted: StatusView, logged: boolean, answers: ChangeAnswers): Promise<FieldErrors | null> {
    setChosenStatus({ over: lead.statusId, value: wanted.id });
    const result = await changeStatusAction({
      ...answers,
      leadId: lead.id,
      statusId: wanted.id,
      seenStatusId: status.id,
    });
    if (result.ok) {
      const { changeId } = result.data;
      const undo = { label: common("undo"), run: () => void takeBack(changeId) };
      const unlogged = !logged && saysContacted(wanted) && !lead.firstResponseAt && lead.can.contact;
      const ask = unlogged && { ask: offerContact((channel) => void logContact(channel)) };
      notify.success(t("status.moved", { status: wanted.label }), { id: "status", action: undo, ...ask });
    } else if (asksAnything(wanted) && result.code === "INVALID" && result.fields) {
      setChosenStatus(null);
      return result.fields;
    } else refused(result);
    router.refresh();
    return result.ok ? null : {};
  }

  /** Where it stood before, with what had been answered then. */
  async function takeBack(changeId: string): Promise<void> {
    setChosenStatus(null);
    const result = await takeBackStatusAction({ leadId: lead.id, changeId });
    if (result.ok) {
      const label = statuses.find(({ id }) => id === result.data.statusId)?.label ?? "";
      notify.success(t("status.moved", { status: label }), { id: "status" });
    } else refused(result);
    router.refresh();
  }

  function refused(result: Exclude<Awaited<ReturnType<typeof changeStatusAction>>, { ok: true }>): void {
    setChosenStatus(null);
    const now = statuses.find(({ key }) => key === result.details?.["to"])?.label;
    const first = result.code === "CONFLICT" && now !== undefined;
    notify.error(
      first ? t("status.conflict", { by: result.details?.["by"] ?? t("somebody"), status: now }) : words(result),
    );
  }

  const question = waiting && (
    <Suspense fallback={null}>
      <StatusQuestion
        wanted={waiting.wanted}
        lead={lead}
        reasons={reasons}
        onAnswer={async (answers) => {
          const errors = await send(waiting.wanted, waiting.logged, answers);
          if (errors && Object.keys(errors).length > 0) return errors;
          waiting.done(errors === null);
          return null;
        }}
        onClose={() => {
          // Answered before, if it was; whoever logged a contact and thought better of the status is shown the contact.
          waiting.done(false);
          setWaiting(null);
          router.refresh();
        }}
      />
    </Suspense>
  );

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

  return { question, status, owner, moveTo: (wanted: StatusView, logged = false) => moveTo(wanted, logged), assign };
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
  part: null,
  asks: {},
  barred: [],
};
