"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { cn } from "@/lib/core/cn";
import { fieldsLacking } from "@/lib/core/permissions";
import { beyondNeed, isNarrower, scopesOf } from "@/lib/users/roles/policy";
import { GRANT_GROUPS, permissionsIn, scopeWord } from "@/components/users/roles/grant-words";
import type { Grants, Permission, Scope, SensitiveField } from "@/lib/core/permissions";
import type { Beyond } from "@/lib/users/roles/policy";
import type { RoleRights } from "@/lib/users/roles/schema";

type GrantRowsProps = {
  saved: Grants;
  rights: RoleRights;
  /** Why the server took none of these, by permission. */
  refused: Readonly<Record<string, string>>;
  fixed: boolean;
  onChange: (permission: Permission, scope: Scope | undefined) => void;
};

/** Each permission with how far it goes: nobody has to know what another one implies. */
export function GrantRows({ saved, rights, refused, fixed, onChange }: GrantRowsProps) {
  const { grants, fields } = rights;
  const t = useTranslations("roles");
  const beyond = beyondNeed(grants);
  return (
    <>
      {GRANT_GROUPS.map((group) => (
        <Section key={group} title={t(`group.${group}`)}>
          <Card className="divide-y">
            {permissionsIn(group).map((permission) => (
              <GrantRow
                key={permission}
                permission={permission}
                scope={grants[permission]}
                changed={saved[permission] !== grants[permission]}
                beyond={beyond.find((one) => one.permission === permission)}
                saved={saved}
                grants={grants}
                lacking={grants[permission] === undefined ? [] : fieldsLacking(permission, fields)}
                refused={refused[permission]}
                fixed={fixed}
                onChange={(scope) => {
                  onChange(permission, scope);
                }}
              />
            ))}
          </Card>
        </Section>
      ))}
    </>
  );
}

type GrantRowProps = {
  permission: Permission;
  scope: Scope | undefined;
  changed: boolean;
  /** It goes further than what it needs. */
  beyond: Beyond | undefined;
  saved: Grants;
  grants: Grants;
  /** Fields that it would show, or write, and that the role is kept from. */
  lacking: readonly SensitiveField[];
  refused: string | undefined;
  fixed: boolean;
  onChange: (scope: Scope | undefined) => void;
};

function GrantRow(props: GrantRowProps) {
  const { permission, scope, changed, beyond, saved, grants, lacking, refused, fixed, onChange } = props;
  const t = useTranslations("roles");
  const sensitive = useTranslations("sensitive");
  const errors = useTranslations("errors");
  const scopes = scopesOf(permission);
  const only = scopes.length === 1 ? scopes[0] : undefined;
  const segments = [
    { value: "no", label: t("scope.no") },
    ...scopes.map((one) => ({ value: one, label: t(`scope.${scopeWord(permission, one)}`) })),
  ];
  const complaint = complaintOf();
  function complaintOf(): string | undefined {
    // Whoever narrowed the sight isn't told to widen it again, nor is anybody for what went beyond it before.
    if (beyond)
      return t(!changed || isNarrower(saved[beyond.need], grants[beyond.need]) ? "beyondNarrowed" : "beyondSight", {
        need: t(`permission.${beyond.need}`),
      });
    if (lacking.length > 0)
      return t(permission === "lead.import" ? "writesFields" : "showsFields", {
        fields: lacking.map((field) => sensitive(field)).join(", "),
      });
    return refused === undefined ? undefined : errors(refused as "notYours");
  }
  return (
    <div
      role="group"
      aria-label={t(`permission.${permission}`)}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("text-sm", changed && "font-medium text-accent-text")}>
          {t(`permission.${permission}`)}
          {changed && <span className="sr-only"> ({t("changed")})</span>}
        </p>
        {complaint !== undefined && <p className="text-xs text-danger">{complaint}</p>}
      </div>
      {fixed ? (
        <p className="text-sm text-muted-foreground">{t(`scope.${scopeWord(permission, scope)}`)}</p>
      ) : (
        <SegmentedControl
          label={t(`permission.${permission}`)}
          segments={segments}
          value={scope ?? "no"}
          onValueChange={(value) => {
            onChange(value === "no" ? undefined : (only ?? (value as Scope)));
          }}
          className="max-sm:w-full"
        />
      )}
    </div>
  );
}
