"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKept } from "@/components/form/use-kept";
import { useDesk } from "@/components/leads/page/lead-desk";
import { OUTCOMES, OutcomeChoice } from "@/components/leads/page/outcome-choice";
import { offered } from "@/components/leads/page/status-menu";
import { FollowUpFields, useFollowUp } from "@/components/leads/page/follow-up";
import { onLead } from "@/components/leads/page/typed-on-lead";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { statusAfterContact } from "@/lib/leads/contact/policy";
import type { Outcome } from "@/components/leads/page/outcome-choice";
import type { Done } from "@/components/leads/page/use-lead-changes";
import type { StatusView } from "@/lib/leads/page/schema";
import type { ContactChannel } from "@/lib/leads/schema";

const USUAL: Partial<Record<ContactChannel, Outcome>> = { whatsapp: "no-answer", mail: "no-answer" };
export type SaidContact = {
  outcome: Outcome;
  note: string;
  status: StatusView | null;
  /** What was shown when the status was chosen. */
  seenStatusId: string;
  /** Plans the next try, once the contact is logged. */
  plan: (() => Promise<Done>) | null;
};

type OutcomeFormProps = {
  /** The attempt it is about: what is typed of it is there again after the telephone's app has gone and come back. */
  about?: string;
  channel: ContactChannel;
  onSave: (said: SaidContact) => Promise<boolean>;
  /** Stands beside the button that saves. */
  secondary: React.ReactNode;
};

/** Where what is said of a contact is typed: of one that was made already, or of another. */
export function contactPlace(attemptId?: string): string {
  return attemptId === undefined ? "contact" : `contact:${attemptId}`;
}

/** How it went, what was said, and where the lead goes from here. */
export function OutcomeForm({ about, channel, onSave, secondary }: OutcomeFormProps) {
  const t = useTranslations("lead.contact");
  const common = useTranslations("common");
  const { meId, lead, groups, status } = useDesk();
  const [said, setSaid] = useState<Outcome | null>(null);
  const [note, setNote] = useKept(onLead(meId, lead.id, contactPlace(about)));
  const [picked, setPicked] = useState<{ id: string; seen: string } | null>(null);
  const [saving, setSaving] = useState(false);
  const followUp = useFollowUp(channel);
  // Said of a call, it may not be said of the mail that it turned out to be.
  const outcome = said !== null && OUTCOMES[channel].includes(said) ? said : (USUAL[channel] ?? null);
  const choices = offered(groups, status);
  const statuses = choices.flatMap((group) => group.statuses);
  const suggested = statusAfterContact(status, outcome, statuses);
  const wanted = statuses.find(({ id }) => id === picked?.id) ?? suggested;

  async function save(): Promise<void> {
    if (!outcome) return;
    setSaving(true);
    const moves = lead.can.status && wanted.id !== status.id;
    const seenStatusId = picked?.seen ?? status.id;
    const said = { outcome, note: note.trim(), status: moves ? wanted : null, seenStatusId, plan: followUp.plan };
    if (await onSave(said)) setNote("");
    else setSaving(false);
  }

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <OutcomeChoice channel={channel} value={outcome} onChange={setSaid} />
      <div className="grid gap-3 sm:grid-cols-[1fr_14rem]">
        <Field label={t("note")} hideLabel>
          <Textarea
            rows={1}
            value={note}
            maxLength={5000}
            placeholder={t("notePlaceholder")}
            className="min-h-8 pointer-coarse:min-h-11"
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
          />
        </Field>
        {lead.can.status && (
          <Select
            aria-label={t("statusAfter")}
            value={wanted.id}
            onValueChange={(id) => {
              setPicked({ id, seen: status.id });
            }}
            options={choices.flatMap((group) =>
              group.statuses.map((one) => ({
                value: one.id,
                label: one.label,
                group: group.label,
                view: <TonePill tone={isTone(one.tone) ? one.tone : "gray"}>{one.label}</TonePill>,
              })),
            )}
          />
        )}
      </div>
      {lead.can.update && <FollowUpFields channel={channel} followUp={followUp} />}
      <div className="flex flex-wrap justify-end gap-2">
        {secondary}
        <Button type="submit" variant="primary" pending={saving} disabled={!outcome}>
          {common("save")}
        </Button>
      </div>
    </form>
  );
}
