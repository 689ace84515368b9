import { useTranslations } from "next-intl";
import { TonePill } from "@/components/ui/tone-pill";
import type { Tone } from "@/components/ui/tone";
import type { DeliveryState, WebhookView } from "@/lib/webhooks/schema";

/** Whether anything is sent, and whether it is taken. */
export function WebhookPill({ view: { end, failingSince } }: { view: WebhookView }) {
  const t = useTranslations("webhooks");
  if (end !== null) return <TonePill tone={end === "off" ? "gray" : "red"}>{t(`ends.${end}`)}</TonePill>;
  if (failingSince !== null) return <TonePill tone="amber">{t("failing")}</TonePill>;
  return <TonePill tone="green">{t("on")}</TonePill>;
}

const TONES: Record<DeliveryState, Tone> = { waiting: "blue", sending: "blue", sent: "green", failed: "red" };

export function SentPill({ state, className = "" }: { state: DeliveryState; className?: string }) {
  const t = useTranslations("webhooks");
  return (
    <TonePill tone={TONES[state]} className={className}>
      {t(`states.${state}`)}
    </TonePill>
  );
}
