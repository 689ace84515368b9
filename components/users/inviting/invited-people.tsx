"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Copyable } from "@/components/copying/copyable";
import { useOrigin } from "@/components/copying/use-origin";
import { saveFile } from "@/components/home/save-file";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { csvSeparator, csvText } from "@/lib/core/csv";
import type { InvitedPerson } from "@/lib/users/inviting/schema";

type InvitedPeopleProps = { people: readonly InvitedPerson[]; publicUrl: string | undefined };

/** Who was made; where no mail leaves, with the links to hand over, which are seen this once. */
export function InvitedPeople({ people, publicUrl }: InvitedPeopleProps) {
  const t = useTranslations("invites");
  const locale = useLocale();
  const origin = useOrigin(publicUrl);
  const linked = people.flatMap(({ name, email, linkToken }) =>
    linkToken === undefined ? [] : [{ name, email, link: `${origin}/welcome/${linkToken}` }],
  );

  function save() {
    const head = [t("column.firstName"), t("column.email"), t("link")];
    const rows = [head, ...linked.map(({ name, email, link }) => [name, email, link])];
    saveFile(t("linksFile"), new Blob([csvText(rows, csvSeparator(locale))], { type: "text/csv" }));
  }

  return (
    <div className="flex flex-col gap-4">
      <Alert variant="success">
        {linked.length === 0 ? t("mailed", { count: people.length }) : t("made", { count: people.length })}
      </Alert>
      {linked.length > 0 && (
        <Card className="divide-y">
          {linked.map(({ name, email, link }) => (
            <div key={email} className="flex flex-col gap-1.5 px-4 py-3">
              <p className="text-sm">
                <span className="font-medium">{name}</span> <span className="text-muted-foreground">{email}</span>
              </p>
              <Copyable label={t("linkOf", { name })} value={link} />
            </div>
          ))}
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        {linked.length > 0 && (
          <Button onClick={save}>
            <Download aria-hidden />
            {t("saveLinks")}
          </Button>
        )}
        <LinkButton href="/users?state=invited">{t("toUsers")}</LinkButton>
      </div>
    </div>
  );
}
