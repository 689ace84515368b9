"use client";

import { CalendarDays, Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { CHANNELS } from "@/components/leads/contact-offer";
import { useDesk } from "@/components/leads/page/lead-desk";
import { chosenClass } from "@/components/leads/page/chosen-class";
import { OutcomeForm } from "@/components/leads/page/outcome-form";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { useAfterContact } from "@/components/leads/page/use-after-contact";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/notify";
import { logContactAction } from "@/lib/leads/actions";
import type { SaidContact } from "@/components/leads/page/outcome-form";
import type { ContactChannel } from "@/lib/leads/schema";

const ICONS = {
  call: <Phone aria-hidden />,
  whatsapp: <MessageCircle aria-hidden />,
  mail: <Mail aria-hidden />,
  meeting: <CalendarDays aria-hidden />,
} satisfies Record<ContactChannel, React.ReactNode>;

/** For a contact that happened elsewhere: at another telephone, at a fair. */
export function LogContactDialog() {
  const t = useTranslations("lead.contact");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const { lead, panel, setPanel } = useDesk();
  const follow = useAfterContact();
  const { fieldText } = useOutcome();
  const [channel, setChannel] = useState<ContactChannel>("call");
  const [when, setWhen] = useState<{ at: string; error?: string }>({ at: "" });

  function close() {
    setPanel(null);
    setWhen({ at: "" });
  }

  async function save(said: SaidContact): Promise<boolean> {
    const { outcome, note } = said;
    const result = await logContactAction({ leadId: lead.id, channel, outcome, note, happenedAt: when.at }).catch(lost);
    if (!result.ok) {
      const wrong = result.fields?.["happenedAt"];
      if (wrong === undefined) notify.error(words(result));
      else setWhen({ at: when.at, error: fieldText(wrong) });
      return false;
    }
    close();
    await follow(said);
    return true;
  }

  return (
    <Dialog
      open={panel === "log"}
      onOpenChange={(open) => {
        if (open) setPanel("log");
        else close();
      }}
    >
      <DialogContent title={t("logTitle")} description={t("logDescription")} closeLabel={common("close")} size="lg">
        <div className="flex flex-col gap-3">
          <div role="group" aria-label={t("channel")} className="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
            {CHANNELS.map((one) => (
              <Button
                key={one}
                aria-pressed={one === channel}
                className={chosenClass}
                onClick={() => {
                  setChannel(one);
                }}
              >
                {ICONS[one]}
                {t(`channels.${one}`)}
              </Button>
            ))}
          </div>
          <Disclosure summary={t("happened")}>
            <Field label={t("happenedAt")} hint={t("happenedAtHint")} error={when.error}>
              <DateInput
                withTime
                value={when.at}
                onChange={({ target }) => {
                  setWhen({ at: target.value });
                }}
              />
            </Field>
          </Disclosure>
          <OutcomeForm
            channel={channel}
            onSave={save}
            secondary={<Button onClick={close}>{common("cancel")}</Button>}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
