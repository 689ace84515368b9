"use client";

import { useTranslations } from "next-intl";
import { Suspense, use } from "react";
import { formatNumber } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { LeadCount } from "@/lib/leads/list/schema";

type ListCountProps = {
  /** Counted with the page; the rows don't wait for it. */
  first: Promise<LeadCount>;
  /** As it is by now. */
  now: LeadCount | null;
  to: FormatFor;
};

export function ListCount({ first, now, to }: ListCountProps) {
  const t = useTranslations("leads");
  return (
    <Suspense fallback={t("counting")}>
      {now ? <Counted count={now} to={to} /> : <CountedFirst first={first} to={to} />}
    </Suspense>
  );
}

function CountedFirst({ first, to }: Pick<ListCountProps, "first" | "to">) {
  return <Counted count={use(first)} to={to} />;
}

function Counted({ count: { total, more }, to }: { count: LeadCount; to: FormatFor }) {
  const t = useTranslations("leads");
  const number = formatNumber(total, to);
  return <>{more ? t("moreThan", { number }) : t("count", { count: total, number })}</>;
}
