"use client";

import { useTranslations } from "next-intl";
import { Suspense, useMemo, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useContactOffer } from "@/components/leads/contact-offer";
import { useLogContact } from "@/components/leads/page/use-log-contact";
import { useOfferAgain } from "@/components/form/use-offer-again";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { onLead } from "@/components/leads/page/typed-on-lead";
import { notify } from "@/components/ui/notify";
import { assignLeadAction, changeStatusAction, takeBackStatusAction } from "@/lib/leads/actions";
import { saysContacted } from "@/lib/leads/contact/policy";
import { asksAnything } from "@/lib/leads/status/policy";
import { takeBackAssignmentAction } from "@/lib/leads/ownership/actions";
import type { Refusal } from "@/components/form/use-outcome";
import type { Overtaken } from "@/components/leads/change-conflict";
import type { FieldErrors } from "@/lib/core/errors";
import type { LeadView, PersonRef, StatusView, Vocabulary } from "@/lib/leads/page/schema";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

const StatusQuestion = lazyPart(() =>
  import("@/components/leads/status-question").then((file) => ({ default: file.StatusQuestion })),
);
const ChangeConflict = lazyPart(() =>
  import("@/components/leads/change-conflict").then((file) => ({ default: file.ChangeConflict })),
);

/** Holds only while the server still shows what it was chosen over. */
type Chosen<T> = { over: string | null; value: T };

/** What was done in the same go, and how it is undone; without that it couldn't be done. */
export type Done = { said: string; undo?: () => void };

export type Move = {
  /** How the person was reached was said with it. */
  logged?: boolean;
  /** What was shown when they began to choose. */
  seenStatusId?: string;
  /** Said and undone with it: a second notice would lie on the first. */
  also?: Done;
};

type Sending = { wanted: StatusView; logged: boolean; seenStatusId: string; also?: Done | undefined };
/** A move that waits for what its status asks. */
type Waiting = Sending & { done: (moved: boolean) => void };

/** What is being changed on the lead: shown at once, taken back where the server refuses. */
export function useLeadChanges(lead: LeadView, { groups, reasons }: Vocabulary, meId: string) {
  const t = useTranslations("lead");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const offerAgain = useOfferAgain();
  const refresh = useRefresh();
  const offerContact = useContactOffer();
  const logContact = useLogContact(lead);
  const statuses = useMemo(() => groups.flatMap((group) => group.statuses), [groups]);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const [chosenStatus, setChosenStatus] = useState<Chosen<string> | null>(null);
  const [chosenOwner, setChosenOwner] = useState<Chosen<PersonRef | null> | null>(null);

  const statusId = chosenStatus?.over === lead.statusId ? chosenStatus.value : lead.statusId;
  const owner = chosenOwner?.over === (lead.owner?.id ?? null) ? chosenOwner.value : lead.owner;
  const status = statuses.find(({ id }) => id === statusId) ?? UNKNOWN_STATUS;

  function moveTo(wanted: StatusView, { logged = false, seenStatusId = status.id, also }: Move = {}): Promise<boolean> {
    const sending = { wanted, logged, seenStatusId, also };
    if (!asksAnything(wanted)) return send(sending, {}).then((refused) => refused === null);
    return new Promise((done) => {
      setWaiting({ ...sending, done });
    });
  }

  /** Answers null where the lead was moved, else what was wrong with which answer; anything else is said here. */
  async function send(sending: Sending, answers: ChangeAnswers): Promise<FieldErrors | null> {
    const { wanted, logged, seenStatusId, also } = sending;
    setChosenStatus({ over: lead.statusId, value: wanted.id });
    const result = await changeStatusAction({ ...answers, leadId: lead.id, statusId: wanted.id, seenStatusId }).catch(
      lost,
    );
    if (result.ok) {
      const { changeId } = result.data;
      const undo = {
        label: common("undo"),
        run: () => {
          also?.undo?.();
          void takeBack(changeId);
        },
      };
      const unlogged = !logged && saysContacted(wanted) && !lead.firstResponseAt && lead.can.contact;
      const ask = unlogged && { ask: offerContact((channel) => void logContact(channel)) };
      const told = also ? { description: also.said } : {};
      const tell = also && !also.undo ? notify.warning : notify.success;
      tell(t("status.moved", { status: wanted.label }), { id: "status", action: undo, ...told, ...ask });
    } else if (asksAnything(wanted) && result.code === "INVALID" && result.fields) {
      setChosenStatus(null);
      return result.fields;
    } else refused(result, () => void send(sending, answers), { sending, answers });
    refresh();
    return result.ok ? null : {};
  }

  /** Where it stood before, with what had been answered then. */
  async function takeBack(changeId: string): Promise<void> {
    setChosenStatus(null);
    const result = await takeBackStatusAction({ leadId: lead.id, changeId }).catch(lost);
    if (result.ok) {
      const label = statuses.find(({ id }) => id === result.data.statusId)?.label ?? "";
      notify.success(t("status.moved", { status: label }), { id: "status" });
    } else refused(result, () => void takeBack(changeId));
    refresh();
  }

  function refused(result: Refusal, again: () => void, tried?: { sending: Sending; answers: ChangeAnswers }): void {
    setChosenStatus(null);
    const { by = null, toId } = result.details ?? {};
    const now = result.code === "CONFLICT" ? statuses.find(({ id }) => id === toId) : undefined;
    if (now && tried && now.id !== tried.sending.wanted.id) {
      // What was done with it has been said by then.
      const sending = { ...tried.sending, seenStatusId: now.id, also: undefined };
      const goOn = () => void send(sending, tried.answers);
      setOvertaken({ kind: "status", lead: lead.label, by, theirs: now.label, mine: sending.wanted.label, goOn });
    } else if (now) notify.error(t("status.conflict", { by: by ?? t("somebody"), status: now.label }));
    else say(result, "status", again);
  }

  /** What nobody answered is offered once more, where it was said. */
  function say(result: Refusal, id: string, again: () => void): void {
    if (result.code === "UNANSWERED") offerAgain(words(result), again, id);
    else notify.error(words(result), { id });
  }

  const asked = waiting && (
    <Suspense fallback={null}>
      <StatusQuestion
        wanted={waiting.wanted}
        lead={lead}
        reasons={reasons}
        amountKey={onLead(meId, lead.id, "edit:amount")}
        onAnswer={async (answers) => {
          const errors = await send(waiting, answers);
          if (errors && Object.keys(errors).length > 0) return errors;
          waiting.done(errors === null);
          return null;
        }}
        onClose={() => {
          // Answered before, if it was; whoever logged a contact and thought better of the status is shown the contact.
          waiting.done(false);
          setWaiting(null);
          refresh();
        }}
      />
    </Suspense>
  );

  const question = (
    <>
      {asked}
      {overtaken && (
        <Suspense fallback={null}>
          <ChangeConflict
            overtaken={overtaken}
            onClose={() => {
              setOvertaken(null);
            }}
          />
        </Suspense>
      )}
    </>
  );

  async function assign(wanted: PersonRef | null, reason: string, seenOwnerId: string | null): Promise<boolean> {
    const input = { leadId: lead.id, ownerId: wanted?.id ?? null, seenOwnerId, reason };
    return giveTo(wanted, () => assignLeadAction(input), {
      takeBack: (assignmentId) => void giveTo(owner, () => takeBackAssignmentAction({ assignmentId })),
      goOn: (ownerId) => void assign(wanted, reason, ownerId),
    });
  }

  type Given = { takeBack: (assignmentId: string) => void; goOn: (seenOwnerId: string | null) => void };
  async function giveTo(
    wanted: PersonRef | null,
    send: () => ReturnType<typeof assignLeadAction>,
    given?: Given,
  ): Promise<boolean> {
    setChosenOwner({ over: lead.owner?.id ?? null, value: wanted });
    const result = await send().catch(lost);
    if (result.ok) {
      const message = wanted ? t("owner.given", { name: wanted.name }) : t("owner.taken");
      const { assignmentId } = result.data;
      const undo = given && {
        label: common("undo"),
        run: () => {
          given.takeBack(assignmentId);
        },
      };
      notify.success(message, { id: "owner", ...(undo && { action: undo }) });
    } else {
      setChosenOwner(null);
      ownerRefused(result, wanted, { given, again: () => void giveTo(wanted, send, given) });
    }
    refresh();
    return result.ok;
  }

  type Tried = { given: Given | undefined; again: () => void };
  function ownerRefused(result: Refusal, wanted: PersonRef | null, { given, again }: Tried): void {
    const { by = null, to = "", toId = "" } = result.details ?? {};
    const somebody = by ?? t("somebody");
    if (result.code !== "CONFLICT") say(result, "owner", again);
    else if (given && toId !== (wanted?.id ?? "")) {
      const goOn = () => {
        given.goOn(toId || null);
      };
      setOvertaken({ kind: "owner", lead: lead.label, by, theirs: to, mine: wanted?.name ?? "", goOn });
    } else {
      const theirs = { by: somebody, name: to };
      notify.error(to === "" ? t("owner.conflictNobody", theirs) : t("owner.conflict", theirs));
    }
  }

  return { question, status, owner, moveTo, assign };
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
