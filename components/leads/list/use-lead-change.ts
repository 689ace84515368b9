"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { useContactOffer } from "@/components/leads/contact-offer";
import { useContactLog } from "@/components/leads/list/use-contact-log";
import { notify } from "@/components/ui/notify";
import { assignLeadAction, changeStatusAction, takeBackStatusAction } from "@/lib/leads/actions";
import { saysContacted } from "@/lib/leads/contact/policy";
import { asksAnything } from "@/lib/leads/status/policy";
import { takeBackAssignmentAction } from "@/lib/leads/ownership/actions";
import { useOfferAgain } from "@/components/form/use-offer-again";
import type { Refusal } from "@/components/form/use-outcome";
import type { Overtaken } from "@/components/leads/change-conflict";
import type { NoticeOptions } from "@/components/ui/notify";
import type { ActionResult } from "@/lib/core/define-action";
import type { FieldErrors } from "@/lib/core/errors";
import type { LeadRow, ListChoices, StatusOption } from "@/lib/leads/list/schema";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

type Person = { id: string; name: string };
type Patch = (id: string, change: Partial<LeadRow>) => void;

/** Changes a row at once on the screen; takes it back, and says who was first, when the server refuses. */
export function useLeadChange(choices: ListChoices, patch: Patch, reread: (id: string) => void) {
  const t = useTranslations("leads");
  const errors = useTranslations("errors");
  const outcome = useOutcome();
  const offerAgain = useOfferAgain();
  const offerContact = useContactOffer();
  const logContact = useContactLog(patch);
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const [question, setQuestion] = useState<{ row: LeadRow; wanted: StatusOption } | null>(null);
  const statusLabel = (id: string) => choices.statuses.find((status) => status.id === id)?.label ?? "";

  async function settle<T>(
    row: LeadRow,
    send: () => Promise<ActionResult<T>>,
    back: Partial<LeadRow>,
    said: {
      done: string;
      undo?: (done: T) => void;
      ask?: NoticeOptions["ask"];
      /** What to offer where somebody was first; nothing where theirs is one's own. */
      overtaken?: (theirs: Record<string, string>) => Overtaken | null;
      /** All of it once more, where no answer came. */
      again: () => void;
    },
  ): Promise<T | null> {
    const result = await send().catch(lost);
    if (result.ok) {
      const { undo, ask } = said;
      const run = () => undo?.(result.data);
      notify.success(said.done, { ...(undo && { action: { label: t("undo"), run } }), ...(ask && { ask }) });
      return result.data;
    }
    patch(row.id, back);
    const unchanged = result.code === "PRECONDITION" && result.details?.["reason"] === "unchanged";
    const first = result.code === "CONFLICT" ? said.overtaken?.(result.details ?? {}) : null;
    if (first) setOvertaken(first);
    else if (result.code === "UNANSWERED") offerAgain(words(row, result), said.again);
    else if (!unchanged) notify.error(words(row, result));
    reread(row.id);
    return null;
  }

  function words(row: LeadRow, result: Refusal): string {
    if (result.code === "CONFLICT") return conflictWords(row, result.details);
    if (result.code === "PRECONDITION") return outcome.text(result);
    return result.code === "INVALID" ? t("notPossible", { lead: row.label }) : errors(result.code);
  }

  function conflictWords(row: LeadRow, details: Record<string, string> | undefined): string {
    const { field, by, to = "" } = details ?? {};
    const values = { lead: row.label, by: by ?? t("somebody") };
    if (field === "owner") return to ? t("conflict.owner", { ...values, to }) : t("conflict.nobody", values);
    const status = choices.statuses.find((one) => one.key === to)?.label ?? to;
    return t("conflict.status", { ...values, to: status });
  }

  async function changeStatus(row: LeadRow, statusId: string) {
    const wanted = choices.statuses.find((status) => status.id === statusId);
    if (!wanted || statusId === row.statusId) return;
    if (asksAnything(wanted)) setQuestion({ row, wanted });
    else await sendStatus(row, wanted, {});
  }

  /** Answers what was wrong with which answer; anything else is said here. */
  async function sendStatus(row: LeadRow, wanted: StatusOption, answers: ChangeAnswers): Promise<FieldErrors | null> {
    patch(row.id, { statusId: wanted.id });
    const input = { ...answers, leadId: row.id, statusId: wanted.id, seenStatusId: row.statusId };
    const sent = changeStatusAction(input).catch(lost);
    const result = asksAnything(wanted) ? await sent : null;
    if (result?.ok === false && result.code === "INVALID" && result.fields) {
      patch(row.id, { statusId: row.statusId });
      return result.fields;
    }
    const unlogged = saysContacted(wanted) && !row.firstResponseAt && row.can.contact;
    await settle(
      row,
      () => sent,
      { statusId: row.statusId },
      {
        again: () => void sendStatus(row, wanted, answers),
        done: t("statusChanged", { lead: row.label, status: wanted.label }),
        ...(unlogged && { ask: offerContact((channel) => void logContact(row, channel)) }),
        undo: ({ changeId }) => void takeBackStatus(row, changeId),
        overtaken: ({ toId = "", by }) => {
          if (toId === wanted.id || statusLabel(toId) === "") return null;
          const goOn = () => void sendStatus({ ...row, statusId: toId }, wanted, answers);
          const labels = { theirs: statusLabel(toId), mine: wanted.label };
          return { kind: "status", lead: row.label, by: by ?? null, ...labels, goOn };
        },
      },
    );
    return null;
  }

  /** Where it stood before, with what had been answered then. */
  async function takeBackStatus(row: LeadRow, changeId: string) {
    const done = t("statusChanged", { lead: row.label, status: statusLabel(row.statusId) });
    const again = () => void takeBackStatus(row, changeId);
    const back = await settle(row, () => takeBackStatusAction({ leadId: row.id, changeId }), {}, { done, again });
    if (back) patch(row.id, { statusId: back.statusId });
  }

  async function changeOwner(row: LeadRow, person: Person | null, reason: string) {
    const isPending = choices.statuses.some(({ id, part }) => id === row.statusId && part === "start");
    // Whoever only looks at it first is confirmed by it.
    if ((person?.id ?? null) === row.ownerId && !(person && isPending)) return;
    const back = { ownerId: row.ownerId, ownerName: row.ownerName, statusId: row.statusId };
    patch(row.id, { ownerId: person?.id ?? null, ownerName: person?.name ?? "" });
    const input = { leadId: row.id, ownerId: person?.id ?? null, seenOwnerId: row.ownerId, reason };
    const given = await settle(row, () => assignLeadAction(input), back, {
      again: () => void changeOwner(row, person, reason),
      done: person ? t("assigned", { lead: row.label, owner: person.name }) : t("unassignedNow", { lead: row.label }),
      undo: ({ assignmentId }) => void takeBack(row, assignmentId),
      overtaken: ({ toId = "", to = "", by }) => {
        if (toId === (person?.id ?? "")) return null;
        const theirs = { ...row, ownerId: toId || null, ownerName: to };
        const goOn = () => void changeOwner(theirs, person, reason);
        return { kind: "owner", lead: row.label, by: by ?? null, theirs: to, mine: person?.name ?? "", goOn };
      },
    });
    // A pending lead became assigned with it.
    if (given) patch(row.id, { statusId: given.statusId });
  }

  /** Owner and status as they were. */
  async function takeBack(row: LeadRow, assignmentId: string) {
    const again = () => void takeBack(row, assignmentId);
    const done = row.ownerId
      ? t("assigned", { lead: row.label, owner: row.ownerName })
      : t("unassignedNow", { lead: row.label });
    const back = await settle(row, () => takeBackAssignmentAction({ assignmentId }), {}, { done, again });
    if (back) patch(row.id, { ownerId: row.ownerId, ownerName: row.ownerName, statusId: back.statusId });
  }

  return { changeStatus, changeOwner, logContact, sendStatus, question, setQuestion, overtaken, setOvertaken };
}
