import { useTranslations } from "next-intl";
import { TonePill } from "@/components/ui/tone-pill";
import type { Tone } from "@/components/ui/tone";

type Lit = { active: boolean; pullState: string; failed?: number; lastDeliveryAt?: Date | null };

const TONES = { paused: "gray", failing: "red", quiet: "amber", fine: "green" } satisfies Record<string, Tone>;

function lightOf({ active, pullState, failed = 0, lastDeliveryAt }: Lit): keyof typeof TONES {
  if (!active) return "paused";
  if (pullState === "failed" || failed > 0) return "failing";
  return lastDeliveryAt === null ? "quiet" : "fine";
}

export function SourceLight({ source }: { source: Lit }) {
  const t = useTranslations("intake");
  const light = lightOf(source);
  return (
    <TonePill tone={TONES[light]} className="shrink-0">
      {t(`lights.${light}`)}
    </TonePill>
  );
}
