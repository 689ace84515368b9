"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { Fact } from "@/components/leads/page/lead-fact";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOfferAgain } from "@/components/form/use-offer-again";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { TagPicker } from "@/components/leads/page/tag-picker";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { tagLeadAction } from "@/lib/leads/tags/actions";
import type { TagChoice } from "@/lib/leads/tags/schema";

/** The lead's tags, given and taken where they stand. */
export function LeadTags({ offered }: { offered: readonly TagChoice[] }) {
  const t = useTranslations("lead.tags");
  const words = useOutcomeWords();
  const offerAgain = useOfferAgain();
  const refresh = useRefresh();
  const { lead } = useDesk();
  const [open, setOpen] = useState(false);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (lead.tags.length === 0 && !lead.can.update) return null;

  async function change(edit: { add?: string[]; remove?: string[] }): Promise<void> {
    const result = await tagLeadAction({ leadId: lead.id, ...edit }).catch(lost);
    if (!result.ok && result.details?.["reason"] !== "unchanged") {
      if (result.code === "UNANSWERED") offerAgain(words(result), () => void change(edit));
      else notify.error(words(result));
    }
    refresh();
  }

  return (
    <Fact term={t("title")}>
      <span className="flex flex-wrap items-center gap-1">
        {lead.tags.map((tag) => {
          const tone = offered.find(({ name }) => name === tag)?.tone;
          return (
            <span key={tag} className="inline-flex max-w-full items-center">
              <TonePill tone={isTone(tone) ? tone : "gray"} dot={false} title={tag}>
                {tag}
              </TonePill>
              {lead.can.update && (
                <IconButton
                  size="sm"
                  label={t("remove", { tag })}
                  className="size-6 text-muted-foreground pointer-coarse:size-9 print:hidden"
                  onClick={() => void change({ remove: [tag] })}
                >
                  <X aria-hidden />
                </IconButton>
              )}
            </span>
          );
        })}
        {lead.can.update && (
          <IconButton
            size="sm"
            label={t("add")}
            aria-expanded={open}
            className="print:hidden"
            onClick={(event) => {
              setAnchor(event.currentTarget);
              setOpen(true);
            }}
          >
            <Plus aria-hidden />
          </IconButton>
        )}
      </span>
      <TagPicker
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        offered={offered.filter(({ name }) => !lead.tags.includes(name))}
        makes={lead.can.assign}
        onPick={(tag) => {
          setOpen(false);
          void change({ add: [tag] });
        }}
      />
    </Fact>
  );
}
