import { useTranslations } from "next-intl";
import { TonePill } from "@/components/ui/tone-pill";
import type { Tone } from "@/components/ui/tone";

type Lit = { active: boolean; pullState: string; failed?: number; works: boolean; quiet?: boolean };

const TONES = { paused: "gray", failing: "red", quiet: "amber", waiting: "amber", fine: "green" } satisfies Record<
  string,
  Tone
>;

function lightOf({ active, pullState, failed = 0, works, quiet = false }: Lit): keyof typeof TONES {
  if (!active) return "paused";
  if (pullState === "failed" || failed > 0) return "failing";
  if (quiet) return "quiet";
  // A test that arrived says that the way is open, not that the form is connected.
  return works ? "fine" : "waiting";
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
