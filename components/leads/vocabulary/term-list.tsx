"use client";

import { ArchiveRestore } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { RetireDialog } from "@/components/leads/vocabulary/retire-dialog";
import { RetiredList } from "@/components/leads/vocabulary/retired-list";
import { TermDialog } from "@/components/leads/vocabulary/term-dialog";
import { OrderedList } from "@/components/settings/ordered-list";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import { orderTermsAction, updateTermAction } from "@/lib/leads/vocabulary/actions";
import type { TermView } from "@/lib/leads/vocabulary/schema";

type TermListProps = { kind: "leadType" | "lostReason"; terms: readonly TermView[] };

/** Lead types or lost reasons: in order, with what they are called and how many leads have them. */
export function TermList({ kind, terms }: TermListProps) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const { run } = useRun();
  const inUse = terms.filter(({ active }) => active);
  const [editing, setEditing] = useState<TermView | "new">();
  const [retiring, setRetiring] = useState<TermView>();
  const setActive = (term: TermView, active: boolean) =>
    run(() => updateTermAction({ kind, id: term.id, set: { active }, seen: { active: term.active } }));

  return (
    <>
      <OrderedList
        title={t(`${kind}.inUse`)}
        newLabel={t(`${kind}.new`)}
        onNew={() => {
          setEditing("new");
        }}
        items={inUse}
        labelOf={label}
        order={(ids, seen) => orderTermsAction({ kind, ids, seen })}
        keepsOne
        onEdit={setEditing}
        onRetire={(term) => {
          if (kind === "leadType") setRetiring(term);
          else void setActive(term, false);
        }}
      >
        {(term) => (
          <>
            <p className="wrap-anywhere">{label(term)}</p>
            <LeadCount kind={kind} term={term} />
          </>
        )}
      </OrderedList>
      {kind === "leadType" ? (
        <RetiredList kind={kind} terms={terms} />
      ) : (
        <RetiredReasons terms={terms.filter(({ active }) => !active)} onRevive={(term) => void setActive(term, true)} />
      )}
      {editing && (
        <TermDialog
          kind={kind}
          term={editing === "new" ? undefined : editing}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      {retiring && (
        <RetireDialog
          kind="leadType"
          term={retiring}
          others={inUse.filter(({ id }) => id !== retiring.id)}
          onClose={() => {
            setRetiring(undefined);
          }}
        />
      )}
    </>
  );
}

function LeadCount({ kind, term }: { kind: "leadType" | "lostReason"; term: TermView }) {
  const t = useTranslations("vocabulary");
  const locale = useLocale();
  const href = leadsHref(kind === "leadType" ? { type: [term.key] } : { reason: [term.key] });
  return (
    <Link
      href={href}
      className="text-xs text-muted-foreground underline underline-offset-2 hover:text-foreground pointer-coarse:inline-block pointer-coarse:py-1.5"
    >
      {t("leads", { count: term.leads, shown: formatNumber(term.leads, { locale }) })}
    </Link>
  );
}

/** Where it was said it still stands. */
function RetiredReasons({ terms, onRevive }: { terms: readonly TermView[]; onRevive: (term: TermView) => void }) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  if (terms.length === 0) return null;
  return (
    <Section title={t("retiredTitle")} description={t("lostReason.retiredText")}>
      <Card>
        <ul className="divide-y">
          {terms.map((term) => (
            <li key={term.id} className="flex items-center gap-2 py-1.5 pr-3 pl-4">
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere">{label(term)}</p>
                <LeadCount kind="lostReason" term={term} />
              </div>
              <IconButton
                label={t("reviveNamed", { label: label(term) })}
                size="sm"
                onClick={() => {
                  onRevive(term);
                }}
              >
                <ArchiveRestore aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
