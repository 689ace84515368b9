import { useTranslations } from "next-intl";
import { TonePill } from "@/components/ui/tone-pill";
import { endsBadly } from "@/lib/intake/inbox/schema";
import type { Tone } from "@/components/ui/tone";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

const TONES: Record<DeliveryState, Tone> = {
  received: "blue",
  processed: "green",
  duplicate: "gray",
  rejected: "gray",
  spam: "gray",
  failed: "red",
  quarantined: "orange",
};

type PillProps = { state: DeliveryState; outcome: string; reason: string };

/** How an arrival ended; of a processed one, what became of it. */
export function DeliveryStatePill({ state, outcome, reason }: PillProps) {
  const t = useTranslations("intake");
  const isLoss = state === "rejected" && endsBadly({ state, reason });
  return <TonePill tone={isLoss ? "orange" : TONES[state]}>{words()}</TonePill>;

  function words(): string {
    const result = `outcomes.${outcome}` as "outcomes.created";
    return state === "processed" && t.has(result) ? t(result) : t(`states.${state}`);
  }
}

type Ended = { state: DeliveryState; reason: string };

/** Why, in words, and what the program itself said where there are no words for that. */
export function useDeliveryReason(): (ended: Ended) => { words: string; details: string } {
  const t = useTranslations("intake");
  return ({ state, reason }) => {
    const key = `reasons.${reason}` as "reasons.draft";
    if (reason !== "" && t.has(key)) return { words: t(key), details: "" };
    return { words: state === "failed" ? t("failedText") : "", details: reason };
  };
}
