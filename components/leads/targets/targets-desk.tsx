"use client";

import { useTranslations } from "next-intl";
import { filterFields } from "@/components/leads/list/filter-fields";
import { TargetList } from "@/components/leads/targets/target-list";
import type { TargetView } from "@/lib/leads/clocks/schema";
import type { ListChoices } from "@/lib/leads/list/schema";

/** What a lead is by its nature: what changes while it is worked would move its deadline. */
const LASTING = ["company", "leadType", "priority", "source", "score", "tags", "service", "channel", "subChannel"];
const ASKED = [...LASTING, "utmCampaign", "utmSource", "utmMedium"];

export function TargetsDesk({ targets, choices }: { targets: readonly TargetView[]; choices: ListChoices }) {
  const t = useTranslations("leads");
  const fields = filterFields(t, choices).filter(({ key }) => ASKED.includes(key));
  return <TargetList targets={targets} fields={fields} />;
}
