"use client";

import { Eye, Square } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { valueWord } from "@/components/intake/rules/effect-words";
import { usePreview } from "@/components/intake/rules/use-preview";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Spinner } from "@/components/ui/spinner";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { leadHref } from "@/lib/leads/list/schema";
import type { Draft, RuleChoices } from "@/components/intake/rules/rule";
import type { Seen } from "@/components/intake/rules/use-preview";
import type { PreviewChange, PreviewExample } from "@/lib/intake/rules/schema";

type RulesPreviewProps = { sourceId: string | null; draft: Draft; choices: RuleChoices };

/** What these rules would have said of the last 90 days, before they are saved. */
export function RulesPreview({ sourceId, draft, choices }: RulesPreviewProps) {
  const t = useTranslations("rules");
  const { seen, failure, start, stop } = usePreview(sourceId, draft);
  const running = seen?.state === "running";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        {running ? (
          <Button size="sm" onClick={stop}>
            <Square aria-hidden />
            {t("preview.stop")}
          </Button>
        ) : (
          <Button size="sm" onClick={() => void start()}>
            <Eye aria-hidden />
            {t("preview.start")}
          </Button>
        )}
        {running && <Spinner />}
        <p aria-live="polite" className="text-sm text-muted-foreground">
          {seen ? <Summary seen={seen} /> : t("preview.hint")}
        </p>
      </div>
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      {seen && seen.counts.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {seen.counts.slice(0, 12).map((one) => (
            <li key={`${one.field} ${one.from} ${one.to}`} className="flex flex-wrap items-baseline gap-x-2">
              <span className="min-w-10 text-right font-medium tabular-nums">{one.count}</span>
              <ChangeWords change={one} choices={choices} />
            </li>
          ))}
        </ul>
      )}
      {seen && seen.examples.length > 0 && (
        <Disclosure
          summary={t("preview.which")}
          note={seen.changed > seen.examples.length ? t("preview.newest", { count: seen.examples.length }) : undefined}
        >
          <Examples examples={seen.examples} choices={choices} />
        </Disclosure>
      )}
    </div>
  );
}

function Summary({ seen }: { seen: Seen }) {
  const t = useTranslations("rules.preview");
  const locale = useLocale();
  const numbers = {
    changed: seen.changed,
    lookedText: formatNumber(seen.looked, { locale }),
    changedText: formatNumber(seen.changed, { locale }),
  };
  return (
    <>
      {seen.looked === 0 && seen.state === "done" ? t("nothing") : t("found", numbers)}
      {seen.state === "stopped" && ` ${t("stopped")}`}
      {seen.state === "most" && ` ${t("most")}`}
    </>
  );
}

function ChangeWords({ change, choices }: { change: PreviewChange; choices: RuleChoices }) {
  const t = useTranslations("rules");
  const { field, from, to } = change;
  if (field === "score" && from === "" && to === "") return <span>{t("preview.otherScore")}</span>;
  return (
    <span>
      <span className="text-muted-foreground">{t(`preview.fields.${field}`)}: </span>
      {valueWord(field, from, choices, t)} → <span className="font-medium">{valueWord(field, to, choices, t)}</span>
    </span>
  );
}

/** So many are read at a glance; the others are a press away. */
const AT_ONCE = 50;

function Examples({ examples, choices }: { examples: PreviewExample[]; choices: RuleChoices }) {
  const t = useTranslations("rules.preview");
  const locale = useLocale();
  const to = { locale, timeZone: useTimeZone() ?? "UTC" };
  const [shown, setShown] = useState(AT_ONCE);
  const rest = Math.max(0, examples.length - shown);
  return (
    <ul className="flex flex-col divide-y text-sm">
      {examples.slice(0, shown).map((one) => (
        <li key={one.deliveryId} className="flex flex-col gap-0.5 py-2">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={one.lead ? leadHref(one.lead.number) : `/intake/deliveries/${one.deliveryId}`}

              target="_blank"
              className="font-medium text-accent-text underline underline-offset-2"
            >
              {one.lead?.label ?? t("delivery")}
            </Link>
            <span>{one.who}</span>
            <span className="text-xs text-muted-foreground">
              {one.source} · {formatDateTime(one.receivedAt, to)}
            </span>
          </span>
          {one.changes.map((change) => (
            <ChangeWords key={change.field} change={change} choices={choices} />
          ))}
        </li>
      ))}
      {rest > 0 && (
        <li className="py-2">
          <Button
            size="sm"
            onClick={() => {
              setShown(shown + AT_ONCE * 2);
            }}
          >
            {t("more", { count: rest, shown: formatNumber(rest, { locale }) })}
          </Button>
        </li>
      )}
    </ul>
  );
}
