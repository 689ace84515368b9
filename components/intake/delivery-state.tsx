import { useTranslations } from "next-intl";
import { TonePill } from "@/components/ui/tone-pill";
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

/** How an arrival ended; of a processed one, what became of it. */
export function DeliveryStatePill({ state, outcome }: { state: DeliveryState; outcome: string }) {
  const t = useTranslations("intake");
  const result = `outcomes.${outcome}` as "outcomes.created";
  return (
    <TonePill tone={TONES[state]}>{state === "processed" && t.has(result) ? t(result) : t(`states.${state}`)}</TonePill>
  );
}

/** Why, in words; what has none yet is shown as it is. */
export function useDeliveryReason() {
  const t = useTranslations("intake");
  return (reason: string) => {
    const key = `reasons.${reason}` as "reasons.draft";
    return reason !== "" && t.has(key) ? t(key) : reason;
  };
}
