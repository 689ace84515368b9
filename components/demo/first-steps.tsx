import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { FirstStep } from "@/lib/demo/schema";

const PLACES: Record<FirstStep, string> = {
  connect: "/intake/sources/new",
  import: "/intake/imports",
  create: "/leads/new",
  demo: "/start",
};

/** Where whoever may do it begins while there are no leads; the first is the usual way. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const t = useTranslations("firstSteps");
  return steps.map((step, index) => (
    <LinkButton key={step} href={PLACES[step]} variant={index === 0 ? "primary" : "secondary"}>
      {t(step)}
    </LinkButton>
  ));
}
