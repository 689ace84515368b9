"use client";

import { ListPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { lost } from "@/components/form/use-outcome";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Fact } from "@/components/leads/page/lead-fact";
import { LongText } from "@/components/leads/page/long-text";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { extrasAction } from "@/lib/leads/page/actions";
import type { Extra } from "@/lib/leads/page/schema";

/** What else the form said: the first of it, and all of it when asked for. */
export function LeadExtras({ makesFields = false }: { makesFields?: boolean }) {
  const t = useTranslations("lead.extras");
  const words = useOutcomeWords();
  const { lead } = useDesk();
  const [fetched, setFetched] = useState<Extra[]>([]);
  const [loading, setLoading] = useState(false);
  const shown = fetched.length > 0 ? fetched : lead.extra;
  const rest = lead.extraCount - shown.length;
  const cut = fetched.length === 0 && lead.extraCut;

  async function fetchMore(): Promise<void> {
    setLoading(true);
    const result = await extrasAction({ leadId: lead.id, from: fetched.length }).catch(lost);
    setLoading(false);
    if (result.ok) setFetched((before) => [...before, ...result.data.values]);
    else notify.error(words(result));
  }

  return (
    <>
      <dl className="flex flex-col">
        {shown.map(({ name, value }, index) => (
          <Fact key={index} term={name}>
            <span className="flex items-start gap-2">
              <span className="min-w-0 flex-1">
                <LongText text={value} lines={4} />
              </span>
              {makesFields && (
                <Link
                  href={`/settings/fields?make=${encodeURIComponent(name)}`}
                  aria-label={t("makeNamed", { name })}
                  title={t("make")}
                  className="grid size-7 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground pointer-coarse:size-10 print:hidden"
                >
                  <ListPlus aria-hidden className="size-4" />
                </Link>
              )}
            </span>
          </Fact>
        ))}
      </dl>
      {(rest > 0 || cut) && (
        <Button size="sm" className="mt-2 print:hidden" pending={loading} onClick={() => void fetchMore()}>
          {rest > 0 ? t("all", { count: lead.extraCount }) : t("whole")}
        </Button>
      )}
    </>
  );
}
