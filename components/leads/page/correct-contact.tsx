"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { OutcomeChoice } from "@/components/leads/page/outcome-choice";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { forget, onLead } from "@/components/leads/page/typed-on-lead";
import { useKeptEdit } from "@/components/leads/page/use-kept-edit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/notify";
import { Textarea } from "@/components/ui/textarea";
import { formatDateTime } from "@/lib/core/format";
import { setContactOutcomeAction, takeBackContactAction } from "@/lib/leads/actions";
import type { ContactChannel } from "@/lib/leads/schema";
import type { OwnContact } from "@/lib/leads/timeline/schema";

type ContactProps = { channel: ContactChannel; attemptId: string; own: OwnContact };

/** Of what may be done with a row of the history, said below it. */
export const quietClass =
  "mt-1 text-xs text-muted-foreground hover:text-foreground hover:underline pointer-coarse:-my-1 pointer-coarse:py-2.5";

/** For one's own contact that was noted wrongly: how it went, what was said, or that there was none. */
export function CorrectContact(props: ContactProps) {
  const t = useTranslations("lead.contact");
  const { meId, lead } = useDesk();
  const [open, setOpen] = useState(false);
  const key = onLead(meId, lead.id, `correction:${props.attemptId}`);
  const show = (next: boolean) => {
    if (!next) forget(key);
    setOpen(next);
  };
  return (
    <>
      <button
        type="button"
        className={quietClass}
        onClick={() => {
          show(true);
        }}
      >
        {t("correct")}
      </button>
      <Dialog open={open} onOpenChange={show}>
        {open && (
          <Correction
            {...props}
            kept={key}
            onDone={() => {
              show(false);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

type CorrectionProps = ContactProps & { kept: string; onDone: () => void };

function Correction({ channel, attemptId, own, kept, onDone }: CorrectionProps) {
  const t = useTranslations("lead.contact");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const refresh = useRefresh();
  const { lead, to } = useDesk();
  const [outcome, setOutcome] = useState(own.outcome);
  const { text: note, change: setNote } = useKeptEdit(kept, own.note);
  const [busy, setBusy] = useState<"saving" | "taking" | null>(null);

  async function save() {
    setBusy("saving");
    const result = await setContactOutcomeAction({ attemptId, outcome, note: note.trim() }).catch(lost);
    end(result.ok ? null : words(result), t("corrected"));
  }

  async function takeBack() {
    setBusy("taking");
    const result = await takeBackContactAction({ leadId: lead.id, attemptId, seen: own.outcome }).catch(lost);
    end(result.ok ? null : words(result), t("takenBack"));
  }

  function end(wrong: string | null, done: string) {
    setBusy(null);
    refresh();
    if (wrong !== null) {
      notify.error(wrong);
      return;
    }
    notify.success(done);
    onDone();
  }

  return (
    <DialogContent
      title={t("correctTitle")}
      description={t(`attempt.${channel}`, { when: formatDateTime(own.at, to) })}
      closeLabel={common("close")}
      size="lg"
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <OutcomeChoice channel={channel} value={outcome} onChange={setOutcome} />
        <Field label={t("note")}>
          <Textarea
            rows={2}
            value={note}
            maxLength={5000}
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
          />
        </Field>
        <p className="text-sm text-muted-foreground">{t("correctHint")}</p>
        <div className="flex flex-wrap justify-end gap-2">
          {own.takenBack && (
            <Button
              variant="ghost"
              className="mr-auto"
              pending={busy === "taking"}
              disabled={busy !== null}
              onClick={() => void takeBack()}
            >
              {t(`takeBack.${channel}`)}
            </Button>
          )}
          <Button onClick={onDone}>{common("cancel")}</Button>
          <Button type="submit" variant="primary" pending={busy === "saving"} disabled={busy !== null}>
            {common("save")}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
