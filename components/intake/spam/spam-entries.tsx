"use client";

import { Plus, Trash2 } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { AddEntryDialog } from "@/components/intake/spam/add-entry-dialog";
import { useRun } from "@/components/form/use-run";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { removeSpamEntryAction } from "@/lib/intake/spam/actions";
import type { SpamEntryView, SpamList } from "@/lib/intake/spam/schema";

type SpamEntriesProps = {
  list: SpamList;
  rows: SpamEntryView[];
  total: number;
  /** They were searched for. */
  searched: boolean;
  canManage: boolean;
};

/** One of the two lists: what is on it, who put it there, and from which arrival it was learnt. */
export function SpamEntries({ list, rows, total, searched, canManage }: SpamEntriesProps) {
  const t = useTranslations("spam");
  const locale = useLocale();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t(`lists.${list}`)}
      description={t(`listTexts.${list}`)}
      actions={
        canManage && (
          <Button
            size="sm"
            onClick={() => {
              setAdding(true);
            }}
          >
            <Plus aria-hidden />
            {t(`add.${list}`)}
          </Button>
        )
      }
    >
      <Card className="overflow-hidden">
        {rows.length === 0 ? (
          <EmptyState
            title={searched ? t("noneFound") : t(`empty.${list}`)}
            description={searched ? undefined : t(`emptyTexts.${list}`)}
          />
        ) : (
          <ul className="divide-y">
            {rows.map((entry) => (
              <Entry key={entry.id} entry={entry} canManage={canManage} />
            ))}
          </ul>
        )}
      </Card>
      {total > rows.length && (
        <p className="text-xs text-muted-foreground">
          {t("firstOf", { shown: formatNumber(rows.length, { locale }), total: formatNumber(total, { locale }) })}
        </p>
      )}
      {adding && (
        <AddEntryDialog
          list={list}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

function Entry({ entry, canManage }: { entry: SpamEntryView; canManage: boolean }) {
  const t = useTranslations("spam");
  const { run, pending } = useRun();
  const shownFor = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { id, kind, shown, addedAt, addedBy, deliveryId } = entry;
  return (
    <li className="flex items-center gap-3 px-4 py-2 text-sm">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
        <Badge>{t(`kinds.${kind}`)}</Badge>
        <span className="line-clamp-2 min-w-0 font-medium wrap-anywhere">{shown}</span>
        <span className="text-xs text-muted-foreground sm:ml-auto">
          {t("addedBy", { who: addedBy, when: formatDateTime(addedAt, shownFor) })}
          {deliveryId !== null && (
            <>
              {" · "}
              <Link
                href={`/intake/deliveries/${deliveryId}`}

                className="text-accent-text underline underline-offset-2"
              >
                {t("fromArrival")}
              </Link>
            </>
          )}
        </span>
      </div>
      {canManage && (
        <IconButton
          label={t("remove", { shown })}
          disabled={pending}
          onClick={() => void run(() => removeSpamEntryAction({ entryId: id }), t("removed"))}
        >
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
