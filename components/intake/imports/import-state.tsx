import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { ImportState, Stage } from "@/lib/intake/importing/schema";

const LOOK = { working: "info", done: "success", stopped: "warning", failed: "danger" } as const;

export function ImportStateBadge({ stage, state }: { stage: Stage; state: ImportState }) {
  const t = useTranslations("imports");
  const waits = state === "done" && (stage === "read" || stage === "check");
  return <Badge variant={waits ? "neutral" : LOOK[state]}>{t(`states.${stage}.${state}`)}</Badge>;
}
