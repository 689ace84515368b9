"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { GrantRows } from "@/components/users/roles/grant-rows";
import { RoleEffect } from "@/components/users/roles/role-effect";
import { updateRoleAction } from "@/lib/users/roles/actions";
import { grantChanges } from "@/lib/users/roles/policy";
import type { Grants, Permission, Scope } from "@/lib/core/permissions";
import type { RoleDetail } from "@/lib/users/roles/schema";

type RoleEditorProps = { role: Pick<RoleDetail, "id" | "grants" | "fixed">; name: string };

/** What the role allows; what that changes for the people who have it is said before it is saved. */
export function RoleEditor({ role, name }: RoleEditorProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const router = useRouter();
  const [saved, setSaved] = useState(role.grants);
  const [grants, setGrants] = useState<Grants>(role.grants);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string>();
  const [pending, setPending] = useState(false);
  const changes = grantChanges(saved, grants);

  function change(permission: Permission, scope: Scope | undefined) {
    setRefused({});
    setFailure(undefined);
    setGrants(({ [permission]: _, ...others }) => (scope === undefined ? others : { ...others, [permission]: scope }));
  }

  async function save() {
    setPending(true);
    const result = await updateRoleAction({ roleId: role.id, set: { grants }, seen: { grants: saved } });
    setPending(false);
    if (!result.ok) {
      setRefused(result.fields ?? {});
      setFailure(outcome.text(result));
      return;
    }
    setSaved(grants);
    notify.success(t("saved", { role: name }));
    router.refresh();
  }

  return (
    <>
      {role.fixed !== null && <Alert>{t(`fixed.${role.fixed}`)}</Alert>}
      <GrantRows saved={saved} grants={grants} refused={refused} fixed={role.fixed !== null} onChange={change} />
      <LeaveGuard
        active={changes.length > 0}
        words={{ title: t("leaveTitle"), text: t("leaveText"), leave: t("leave"), stay: t("stay") }}
      />
      {changes.length > 0 && (
        <section
          data-bottom-bar
          aria-label={t("effect")}
          className="sticky bottom-0 z-20 -mx-4 flex flex-col gap-3 border-t bg-raised p-4 pb-safe shadow-popup md:bottom-4 md:mx-0 md:rounded-lg md:border"
        >
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <RoleEffect roleId={role.id} name={name} saved={saved} grants={grants} changes={changes} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button
              onClick={() => {
                setGrants(saved);
                setRefused({});
                setFailure(undefined);
              }}
            >
              {common("cancel")}
            </Button>
            <Button variant="primary" pending={pending} onClick={() => void save()}>
              {common("save")}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
