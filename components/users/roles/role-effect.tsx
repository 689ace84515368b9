"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { scopeWord } from "@/components/users/roles/grant-words";
import { formatNumber } from "@/lib/core/format";
import { previewRoleAction } from "@/lib/leads/access/preview/actions";
import { fieldRightChanges, grantChanges } from "@/lib/users/roles/policy";
import type { ActionResult } from "@/lib/core/define-action";
import type { Grants } from "@/lib/core/permissions";
import type { RolePreview } from "@/lib/leads/access/preview/schema";
import type { RoleRights } from "@/lib/users/roles/schema";

type RoleEffectProps = {
  roleId: string;
  name: string;
  saved: RoleRights;
  rights: RoleRights;
};

/** What changes, permission by permission, and how many leads each of its people would see instead. */
export function RoleEffect({ roleId, name, saved, rights }: RoleEffectProps) {
  const t = useTranslations("roles");
  const sensitive = useTranslations("sensitive");
  const locale = useLocale();
  const sight = rights.grants["lead.read"];
  const changes = grantChanges(saved.grants, rights.grants);
  const fields = fieldRightChanges(saved.fields, rights.fields);
  const isAsked = saved.grants["lead.read"] !== sight || fields.length > 0;
  const outcome = useOutcome();
  const [preview, setPreview] = useState<Answered>();

  useEffect(() => {
    if (!isAsked) return;
    let stale = false;
    void previewRoleAction({ roleId, sight: sight ?? null })
      .catch(lost)
      .then((result) => {
        if (!stale) setPreview({ sight, result });
      });
    return () => {
      stale = true;
    };
  }, [roleId, isAsked, sight]);

  const number = (value: number) => formatNumber(value, { locale });
  // The answer to what is asked now, not to what was asked before.
  const answer = isAsked && preview?.sight === sight ? preview?.result : undefined;
  const shown = answer?.ok ? answer.data : undefined;
  return (
    <div className="flex max-h-[40dvh] flex-col gap-2 overflow-y-auto text-sm" aria-live="polite">
      <p className="font-medium">{t("effectOn", { role: name })}</p>
      <ul className="flex flex-col gap-1">
        {changes.map(({ permission, from, to }) => (
          <li key={permission}>
            {t("change", {
              permission: t(`permission.${permission}`),
              from: t(`scope.${scopeWord(permission, from)}`),
              to: t(`scope.${scopeWord(permission, to)}`),
            })}
          </li>
        ))}
        {fields.map(({ field, from, to }) => (
          <li key={field}>
            {t("change", {
              permission: sensitive(field),
              from: t(`fieldRight.${from}`),
              to: t(`fieldRight.${to}`),
            })}
            {to === "hidden" && `. ${t("fieldGone")}`}
            {from === "hidden" && `. ${t("fieldShown")}`}
          </li>
        ))}
      </ul>
      {answer && !answer.ok && <Alert variant="danger">{t("noPreview", { why: outcome.text(answer) })}</Alert>}
      {shown?.members.length === 0 && <p className="text-muted-foreground">{t("nobodyHasIt")}</p>}
      {shown && shown.members.length > 0 && (
        <ul className="flex flex-col gap-1 border-t pt-2">
          {shown.members.map((member) => (
            <li key={member.id}>
              {t(wordFor(member), {
                person: member.name,
                before: number(member.before),
                after: number(member.after),
                count: Math.abs(member.after - member.before),
                difference: number(Math.abs(member.after - member.before)),
              })}
            </li>
          ))}
          {shown.more > 0 && <li className="text-muted-foreground">{t("moreMembers", { count: shown.more })}</li>}
        </ul>
      )}
      {isAsked && sight !== "any" && rights.grants["audit.read"] !== undefined && <p>{t("stillAudit")}</p>}
    </div>
  );
}

type Answered = { sight: Grants["lead.read"]; result: ActionResult<RolePreview> };

function wordFor({ before, after }: { before: number; after: number }) {
  if (after === before) return "seesSame";
  return after < before ? "seesLess" : "seesMore";
}
