"use client";

import { Upload } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { saveFile } from "@/components/home/save-file";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { InvitedPeople } from "@/components/users/inviting/invited-people";
import { InvitedRows } from "@/components/users/inviting/invited-rows";
import { textOfFile } from "@/components/users/inviting/text-of-file";
import { csvSeparator, csvText } from "@/lib/core/csv";
import { inviteManyAction } from "@/lib/users/inviting/actions";
import { INVITE_COLUMNS } from "@/lib/users/inviting/schema";
import type { Refusal } from "@/components/form/use-outcome";
import type { InviteColumn, InviteManyResult } from "@/lib/users/inviting/schema";

type InviteDeskProps = {
  roles: readonly string[];
  /** Of the person that the template shows: whoever fills it down gives it to everybody. */
  usualRole: string;
  companies: readonly string[];
  publicUrl: string | undefined;
};
type Tried = { text: string; result: InviteManyResult };

/** A list of people is tried first, row by row; only when each can be made is anybody. */
export function InviteDesk({ roles, usualRole, companies, publicUrl }: InviteDeskProps) {
  const t = useTranslations("invites");
  const locale = useLocale();
  const outcome = useOutcome();
  const refresh = useRefresh();
  const id = useId();
  const [tried, setTried] = useState<Tried>();
  const [failure, setFailure] = useState<string>();
  const [pending, startTransition] = useTransition();

  function send(text: string, dryRun: boolean) {
    setFailure(undefined);
    startTransition(async () => {
      const result = await inviteManyAction({ text, dryRun }).catch(lost);
      if (!result.ok) {
        setTried(undefined);
        setFailure(textOf(result));
        return;
      }
      setTried({ text, result: result.data });
      if (!dryRun) refresh();
    });
  }

  function textOf(refusal: Refusal): string {
    const columns = refusal.details?.["columns"];
    if (columns === undefined)
      return refusal.fields?.["text"] ? outcome.fieldText(refusal.fields["text"]) : outcome.text(refusal);
    const names = columns.split(",").map((column) => t(`column.${column as InviteColumn}`));
    return t("columnsMissing", { columns: names.join(", ") });
  }

  function saveTemplate() {
    const example: Record<InviteColumn, string> = {
      firstName: "Ana",
      lastName: "Pérez",
      email: "ana.perez@example.com",
      role: usualRole,
      companies: companies.join(", "),
      userName: "",
      jobTitle: "",
      phone: "",
      whatsapp: "",
      locale,
    };
    const rows = [
      INVITE_COLUMNS.map((column) => t(`column.${column}`)),
      INVITE_COLUMNS.map((column) => example[column]),
    ];
    saveFile(t("templateFile"), new Blob([csvText(rows, csvSeparator(locale))], { type: "text/csv" }));
  }

  if (tried && tried.result.people.length > 0) {
    return <InvitedPeople people={tried.result.people} publicUrl={publicUrl} />;
  }
  const refused = tried?.result.rows.filter(({ problems }) => Object.keys(problems).length > 0).length ?? 0;
  return (
    <div className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          <p className="text-sm text-muted-foreground">
            {t("columns", { roles: roles.join(", "), companies: companies.join(", ") })}
          </p>
          <div className="flex flex-wrap gap-2">
            <label
              htmlFor={id}
              className="inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-md border border-control bg-surface px-3 text-sm font-medium hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-11"
            >
              <Upload aria-hidden className="size-4" />
              {t("choose")}
              <input
                id={id}
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                disabled={pending}
                className="sr-only"
                onChange={({ target }) => {
                  const file = target.files?.[0];
                  if (file)
                    void textOfFile(file).then((text) => {
                      send(text, true);
                    });
                  target.value = "";
                }}
              />
            </label>
            <Button variant="ghost" onClick={saveTemplate}>
              {t("template")}
            </Button>
          </div>
        </CardBody>
      </Card>
      {tried && (
        <>
          <Alert variant={refused > 0 ? "warning" : "info"}>
            {refused > 0 ? t("refused", { count: refused }) : t("ready", { count: tried.result.rows.length })}
          </Alert>
          {refused === 0 && (
            <Button
              variant="primary"
              className="self-start"
              pending={pending}
              onClick={() => {
                send(tried.text, false);
              }}
            >
              {t("invite", { count: tried.result.rows.length })}
            </Button>
          )}
          <InvitedRows rows={tried.result.rows} />
        </>
      )}
    </div>
  );
}
