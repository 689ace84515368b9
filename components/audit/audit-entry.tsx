import { ArrowRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { changesIn, factsIn, labelOf } from "@/components/audit/change-words";
import { viaOf, whatOf, whoOf } from "@/components/audit/entry-words";
import { deviceOf } from "@/lib/auth/devices/schema";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { auditHref } from "@/lib/audit/search-params";
import { formatDateTime } from "@/lib/core/format";
import type { EntryWords } from "@/components/audit/change-words";
import type { AuditEntry as Entry } from "@/lib/audit/queries";

type AuditEntryProps = {
  entry: Entry;
  words: EntryWords;
  /** Where what it is about can be seen, if the reader may. */
  href: string | undefined;
  /** Unfolded from the beginning. */
  open?: boolean;
};

/** A transaction takes its time; what happened longer before was told later. */
const SAME_MS = 60_000;

/** Who did what and when; opened, from where and what changed. */
export function AuditEntry({ entry, words, href, open }: AuditEntryProps) {
  const { t, to } = words;
  const when = formatDateTime(entry.recordedAt, to);
  return (
    <li className="px-3 py-1">
      <Disclosure
        open={open}
        summary={
          <span className="flex flex-col gap-0.5 py-1 sm:flex-row sm:items-baseline sm:gap-3">
            <time
              dateTime={entry.recordedAt.toISOString()}
              className="shrink-0 text-xs font-normal text-muted-foreground tabular-nums sm:w-32"
            >
              {when}
            </time>
            <span className="min-w-0 flex-1 font-normal break-words">
              <span className="font-medium">{whatOf(entry.name, words)}</span>
              {entry.subjectLabel !== "" && <> · {labelOf(entry.subjectLabel, words)}</>}
              <span className="block text-xs text-muted-foreground">
                {whoOf(entry, t)}
                {entry.via !== null && ` · ${[viaOf(entry.via, t), entry.address].filter(Boolean).join(", ")}`}
              </span>
            </span>
          </span>
        }
      >
        <div className="flex flex-col gap-3 pb-1">
          <ChangeList entry={entry} words={words} />
          <Facts entry={entry} words={words} />
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {href !== undefined && (
              <Link href={href} className="underline">
                {t("openSubject")}
              </Link>
            )}
            <Link href={auditHref({ about: `${entry.subjectType}:${entry.subjectId}` })} className="underline">
              {t("allAbout")}
            </Link>
            {entry.actorId !== null && (
              <Link href={auditHref({ person: entry.actorId })} className="underline">
                {t("allBy", { actor: entry.actorType })}
              </Link>
            )}
            {entry.address !== null && (
              <Link href={auditHref({ address: entry.address })} className="underline">
                {t("allFrom")}
              </Link>
            )}
          </p>
        </div>
      </Disclosure>
    </li>
  );
}

function ChangeList({ entry, words }: { entry: Entry; words: EntryWords }) {
  const { t } = words;
  const changed = changesIn(entry, words);
  if (changed.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {changed.map(({ key, field, from, to }) => (
        <li key={key}>
          <span className="text-xs text-muted-foreground">{field}</span>
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="sr-only">{t("before")}</span>
            <span className="min-w-0 wrap-anywhere whitespace-pre-line text-muted-foreground">{from}</span>
            <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            <span className="sr-only">{t("after")}</span>
            <span className="min-w-0 wrap-anywhere whitespace-pre-line">{to}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ entry, words }: { entry: Entry; words: EntryWords }) {
  const { t, to } = words;
  const { occurredAt, recordedAt, userAgent } = entry;
  const isLate = Math.abs(recordedAt.getTime() - occurredAt.getTime()) > SAME_MS;
  const device = deviceOf(userAgent ?? "");
  const named = [device.browser, device.system].filter(Boolean).join(", ");
  return (
    <DescriptionList className="text-xs">
      {isLate && (
        <DescriptionItem term={t("occurred")}>
          {formatDateTime(occurredAt, to)}
          {entry.history && ` · ${t("history")}`}
        </DescriptionItem>
      )}
      {factsIn(entry, words).map(({ key, term, value }) => (
        <DescriptionItem key={key} term={term}>
          <span className="line-clamp-6 wrap-anywhere whitespace-pre-line">{value}</span>
        </DescriptionItem>
      ))}
      <DescriptionItem term={t("where")}>
        {[viaOf(entry.via, t), entry.address].filter(Boolean).join(", ")}
      </DescriptionItem>
      {userAgent !== null && userAgent !== "" && (
        <DescriptionItem term={t("device")}>
          <span title={userAgent} className="wrap-anywhere">
            {named === "" ? userAgent : named}
          </span>
        </DescriptionItem>
      )}
      <DescriptionItem term={t("number")}>
        <span className="tabular-nums">{entry.seq}</span>
      </DescriptionItem>
      <DescriptionItem term={t("request")}>
        <span className="wrap-anywhere">{entry.requestId}</span>
      </DescriptionItem>
    </DescriptionList>
  );
}
