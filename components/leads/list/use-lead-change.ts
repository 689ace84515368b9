"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/ui/notify";
import { assignLeadAction, changeStatusAction } from "@/lib/leads/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

type Patch = (id: string, change: Partial<LeadRow>) => void;

/** Changes a row at once on the screen; takes it back, and says who was first, when the server refuses. */
export function useLeadChange(choices: ListChoices, patch: Patch, reread: (id: string) => void) {
  const t = useTranslations("leads");
  const errors = useTranslations("errors");
  const statusLabel = (id: string) => choices.statuses.find((status) => status.id === id)?.label ?? "";
  const ownerName = (id: string | null) => choices.owners.find((owner) => owner.id === id)?.name ?? "";

  async function settle(
    row: LeadRow,
    sent: Promise<ActionResult<unknown>>,
    back: Partial<LeadRow>,
    said: { done: string; undo?: () => void },
  ) {
    const result = await sent.catch(() => null);
    if (result?.ok) {
      notify.success(said.done, said.undo ? { action: { label: t("undo"), run: said.undo } } : {});
      return;
    }
    patch(row.id, back);
    if (result?.code === "PRECONDITION" && result.details?.["reason"] === "unchanged") {
      reread(row.id);
      return;
    }
    notify.error(result?.code === "CONFLICT" ? conflictWords(row, result.details) : errors(result?.code ?? "INTERNAL"));
    reread(row.id);
  }

  function conflictWords(row: LeadRow, details: Record<string, string> | undefined): string {
    const { field, by, to = "" } = details ?? {};
    const values = { lead: row.label, by: by ?? t("somebody") };
    if (field === "owner") return to ? t("conflict.owner", { ...values, to }) : t("conflict.nobody", values);
    const status = choices.statuses.find((one) => one.key === to)?.label ?? to;
    return t("conflict.status", { ...values, to: status });
  }

  async function changeStatus(row: LeadRow, statusId: string, undoable = true) {
    if (statusId === row.statusId) return;
    patch(row.id, { statusId });
    const sent = changeStatusAction({ leadId: row.id, statusId, seenStatusId: row.statusId });
    await settle(
      row,
      sent,
      { statusId: row.statusId },
      {
        done: t("statusChanged", { lead: row.label, status: statusLabel(statusId) }),
        ...(undoable && { undo: () => void changeStatus({ ...row, statusId }, row.statusId, false) }),
      },
    );
  }

  async function changeOwner(row: LeadRow, ownerId: string | null, undoable = true) {
    if (ownerId === row.ownerId) return;
    patch(row.id, { ownerId, ownerName: ownerName(ownerId) });
    const sent = assignLeadAction({ leadId: row.id, ownerId, seenOwnerId: row.ownerId });
    await settle(
      row,
      sent,
      { ownerId: row.ownerId, ownerName: row.ownerName },
      {
        done: ownerId
          ? t("assigned", { lead: row.label, owner: ownerName(ownerId) })
          : t("unassignedNow", { lead: row.label }),
        ...(undoable && {
          undo: () => void changeOwner({ ...row, ownerId, ownerName: ownerName(ownerId) }, row.ownerId, false),
        }),
      },
    );
  }

  return { changeStatus, changeOwner };
}
