"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { keep, onKeptChange, readKept } from "@/components/form/kept";
import { forget, onLead, typedOnLead } from "@/components/leads/page/typed-on-lead";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { notify } from "@/components/ui/notify";

type TypedThereProps = {
  meId: string;
  /** The lead that is no more. */
  leadId: string;
  /** The one that a note can go along to. */
  into?: string;
};

/** What this reader was typing on a lead when somebody merged it away: to be copied, or to go along as a note. */
export function TypedThere({ meId, leadId, into }: TypedThereProps) {
  const t = useTranslations("duplicates.typed");
  const common = useTranslations("common");
  const said = useSyncExternalStore(
    onKeptChange,
    () => JSON.stringify(typedOnLead(meId, leadId)),
    () => "[]",
  );
  const texts = JSON.parse(said) as [string, string][];
  if (texts.length === 0) return null;

  async function copy(text: string, beside: Element) {
    if (await copyText(text, beside)) notify.success(common("copied"));
    else notify.error(common("copyRefused"));
  }

  function takeAlong(key: string, text: string, to: string) {
    const note = onLead(meId, to, "note");
    keep(note, [readKept(note), text].filter(Boolean).join("\n\n"));
    forget(key);
  }

  return (
    <Alert variant="warning" title={t("title")}>
      <ul className="mt-2 flex flex-col gap-3">
        {texts.map(([key, text]) => (
          <li key={key} className="flex flex-col gap-2">
            <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-line wrap-anywhere">
              {text}
            </p>
            <div className="flex flex-wrap gap-2">
              {into !== undefined && (
                <Button
                  size="sm"
                  onClick={() => {
                    takeAlong(key, text, into);
                  }}
                >
                  {t("take")}
                </Button>
              )}
              <Button
                size="sm"
                onClick={({ currentTarget }) => {
                  void copy(text, currentTarget);
                }}
              >
                {common("copy")}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                onClick={() => {
                  forget(key);
                }}
              >
                {t("drop")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
