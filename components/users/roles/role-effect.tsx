"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { scopeWord } from "@/components/users/roles/grant-words";
import { formatNumber } from "@/lib/core/format";
import { previewRoleAction } from "@/lib/users/roles/actions";
import type { Grants } from "@/lib/core/permissions";
import type { GrantChange } from "@/lib/users/roles/policy";
import type { RolePreview } from "@/lib/users/roles/schema";

type RoleEffectProps = {
  roleId: string;
  name: string;
  saved: Grants;
  grants: Grants;
  changes: readonly GrantChange[];
};

/** What changes, permission by permission, and how many leads each of its people would see instead. */
export function RoleEffect({ roleId, name, saved, grants, changes }: RoleEffectProps) {
  const t = useTranslations("roles");
  const locale = useLocale();
  const sight = grants["lead.read"];
  const seesOther = saved["lead.read"] !== sight;
  const [preview, setPreview] = useState<Answered>();

  useEffect(() => {
    if (!seesOther) return;
    let stale = false;
    void previewRoleAction({ roleId, sight: sight ?? null }).then((result) => {
      if (!stale && result.ok) setPreview({ sight, of: result.data });
    });
    return () => {
      stale = true;
    };
  }, [roleId, seesOther, sight]);

  const number = (value: number) => formatNumber(value, { locale });
  const shown = seesOther ? previewOf(preview, sight) : undefined;
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
      </ul>
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
    </div>
  );
}

type Answered = { sight: Grants["lead.read"]; of: RolePreview };

/** The answer to what is asked now, not to what was asked before. */
function previewOf(preview: Answered | undefined, sight: Grants["lead.read"]): RolePreview | undefined {
  return preview?.sight === sight ? preview?.of : undefined;
}

function wordFor({ before, after }: { before: number; after: number }) {
  if (after === before) return "seesSame";
  return after < before ? "seesLess" : "seesMore";
}
