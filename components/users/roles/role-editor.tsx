"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { LeaveGuard } from "@/components/form/leave-guard";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { FieldRows } from "@/components/users/roles/field-rows";
import { GrantRows } from "@/components/users/roles/grant-rows";
import { RoleEffect } from "@/components/users/roles/role-effect";
import { updateRoleAction } from "@/lib/users/roles/actions";
import { fieldRightsOf, grantsWithin } from "@/lib/core/permissions";
import { BEYOND, BeyondFields, BeyondNeed } from "@/components/users/roles/beyond";
import { beyondFields, beyondNeed, broughtWithin, fieldRightChanges, grantChanges } from "@/lib/users/roles/policy";
import type { FieldRight, Permission, Scope, SensitiveField } from "@/lib/core/permissions";
import type { RoleDetail, RoleRights } from "@/lib/users/roles/schema";

type RoleEditorProps = { role: Pick<RoleDetail, "id" | "grants" | "fields" | "fixed">; name: string };

/** What the role allows; what that changes for the people who have it is said before it is saved. */
export function RoleEditor({ role, name }: RoleEditorProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const refresh = useRefresh();
  const [saved, setSaved] = useState<RoleRights>({ grants: role.grants, fields: role.fields });
  const [rights, setRights] = useState(saved);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string>();
  const [pending, setPending] = useState(false);
  const { grants, fields } = rights;
  const isChanged = grantChanges(saved.grants, grants).length > 0 || fieldRightChanges(saved.fields, fields).length > 0;

  const beyond = beyondNeed(grants);
  const lacking = beyondFields(rights);
  const isRefused = beyond.length + lacking.length > 0;

  function change(next: RoleRights) {
    setRefused({});
    setFailure(undefined);
    setRights(next);
  }

  function changeGrant(permission: Permission, scope: Scope | undefined) {
    const { [permission]: _, ...others } = grants;
    change({ fields, grants: scope === undefined ? others : { ...others, [permission]: scope } });
  }

  function changeField(field: SensitiveField, right: FieldRight) {
    change({ grants, fields: fieldRightsOf({ ...fields, [field]: right }) });
  }

  async function save() {
    setPending(true);
    const result = await updateRoleAction({ roleId: role.id, set: rights, seen: saved }).catch(lost);
    setPending(false);
    if (!result.ok) {
      setRefused(result.fields ?? {});
      setFailure(outcome.text(result));
      return;
    }
    setSaved(rights);
    notify.success(t("saved", { role: name }));
    refresh();
  }

  const narrowing = isRefused && (
    <div id={BEYOND} className="flex flex-col gap-2">
      {beyond.length > 0 && (
        <BeyondNeed
          beyond={beyond}
          saved={saved.grants}
          grants={grants}
          onNarrow={() => {
            change({ fields, grants: broughtWithin(grants) });
          }}
        />
      )}
      {lacking.length > 0 && (
        <BeyondFields
          count={lacking.length}
          onDrop={() => {
            change({ fields, grants: grantsWithin(grants, fields) });
          }}
        />
      )}
    </div>
  );

  return (
    <>
      {role.fixed === null && !isChanged && narrowing}
      {role.fixed !== null && <Alert>{t(`fixed.${role.fixed}`)}</Alert>}
      <GrantRows
        saved={saved.grants}
        rights={rights}
        refused={refused}
        fixed={role.fixed !== null}
        onChange={changeGrant}
      />
      <FieldRows
        saved={saved.fields}
        fields={fields}
        refused={refused}
        fixed={role.fixed !== null}
        onChange={changeField}
      />
      <LeaveGuard
        active={isChanged}
        words={{ title: t("leaveTitle"), text: t("leaveText"), leave: t("leave"), stay: t("stay") }}
      />
      {isChanged && (
        <section
          data-bottom-bar
          aria-label={t("effect")}
          className="sticky bottom-0 z-20 -mx-4 flex flex-col gap-3 border-t bg-raised p-4 pb-safe-4 shadow-popup md:bottom-4 md:mx-0 md:rounded-lg md:border"
        >
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          {narrowing}
          <RoleEffect roleId={role.id} name={name} saved={saved} rights={rights} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button
              onClick={() => {
                change(saved);
              }}
            >
              {common("cancel")}
            </Button>
            <Button
              variant="primary"
              pending={pending}
              disabled={isRefused}
              aria-describedby={isRefused ? BEYOND : undefined}
              onClick={() => void save()}
            >
              {common("save")}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
