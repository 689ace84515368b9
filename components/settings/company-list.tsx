"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { CompanyDialog } from "@/components/settings/company-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { Switch } from "@/components/ui/switch";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { updateCompanyAction } from "@/lib/settings/actions";
import type { CompanyView } from "@/lib/settings/schema";

export function CompanyList({ companies }: { companies: readonly CompanyView[] }) {
  const t = useTranslations("settings");
  const [editing, setEditing] = useState<CompanyView | "new">();
  return (
    <Section
      title={t("companiesSection")}
      description={t("companiesText")}
      actions={
        <Button
          size="sm"
          onClick={() => {
            setEditing("new");
          }}
        >
          <Plus aria-hidden />
          {t("newCompany")}
        </Button>
      }
    >
      <Card>
        <ul className="divide-y">
          {companies.map((company) => (
            <CompanyRow
              key={company.id}
              company={company}
              onRename={() => {
                setEditing(company);
              }}
            />
          ))}
        </ul>
      </Card>
      {editing && (
        <CompanyDialog
          company={editing === "new" ? undefined : editing}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
    </Section>
  );
}

function CompanyRow({ company, onRename }: { company: CompanyView; onRename: () => void }) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, startTransition] = useTransition();

  function setActive(active: boolean) {
    startTransition(async () => {
      const seen = { active: company.active };
      const result = await updateCompanyAction({ companyId: company.id, set: { active }, seen }).catch(lost);
      if (!result.ok) notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <TonePill tone={isTone(company.tone) ? company.tone : "gray"}>{company.name}</TonePill>
      </div>
      <span className="text-sm text-muted-foreground">{company.active ? t("active") : t("inactive")}</span>
      <Switch
        aria-label={t("activeNamed", { name: company.name })}
        checked={company.active}
        disabled={pending}
        onCheckedChange={setActive}
      />
      <IconButton label={t("renameNamed", { name: company.name })} size="sm" onClick={onRename}>
        <Pencil aria-hidden />
      </IconButton>
    </li>
  );
}
