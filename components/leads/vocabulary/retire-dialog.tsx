"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { namersAction } from "@/lib/intake/naming/actions";
import { retireAction } from "@/lib/leads/vocabulary/actions";
import type { Namers } from "@/lib/intake/naming/schema";
import type { MovedKind, TermView } from "@/lib/leads/vocabulary/schema";

type RetireDialogProps = { kind: MovedKind; term: TermView; others: readonly TermView[]; onClose: () => void };

/** What takes the place of a status or type, and what that means for the leads that have it and for what names it. */
export function RetireDialog({ kind, term, others, onClose }: RetireDialogProps) {
  const t = useTranslations("vocabulary");
  const common = useTranslations("common");
  const label = useLabel();
  const { run, pending } = useRun();
  const [successorId, setSuccessorId] = useState("");
  const namers = useNamers(kind, term.id);
  const successor = others.find(({ id }) => id === successorId);

  async function retire(): Promise<void> {
    const done = await run(
      () => retireAction({ kind, id: term.id, successorId }),
      t("retired", { label: label(term), count: term.leads }),
    );
    if (done !== undefined) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t("retireNamed", { label: label(term) })}
        description={t("retireText")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button variant="danger" pending={pending} disabled={!successor} onClick={() => void retire()}>
              {t("retire")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label={t("successor")} hint={t("moves", { count: term.leads })}>
            <NativeSelect
              value={successorId}
              emptyLabel={common("choose")}
              options={others.map((one) => ({ value: one.id, label: label(one) }))}
              onChange={({ target }) => {
                setSuccessorId(target.value);
              }}
            />
          </Field>
          {namers && <NamedIn namers={namers} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function NamedIn({ namers: { rules, sources, imports } }: { namers: Namers }) {
  const t = useTranslations("vocabulary");
  const lines = [
    ...rules.map(({ source, rule }) =>
      t("namedByRule", { rule: rule || t("otherwise"), source: source ?? t("everySource") }),
    ),
    ...sources.map((source) => t("namedBySource", { source })),
    ...imports.map((file) => t("namedByImport", { file })),
  ];
  if (lines.length === 0) return <p className="text-sm text-muted-foreground">{t("namedNowhere")}</p>;
  return (
    <Alert>
      <p>{t("namedIn")}</p>
      <ul className="mt-1 list-disc pl-5">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function useNamers(kind: MovedKind, id: string): Namers | null {
  const [namers, setNamers] = useState<Namers | null>(null);
  useEffect(() => {
    let gone = false;
    void namersAction({ kind, id })
      .catch(lost)
      .then((result) => {
        if (!gone && result.ok) setNamers(result.data);
      });
    return () => {
      gone = true;
    };
  }, [kind, id]);
  return namers;
}
