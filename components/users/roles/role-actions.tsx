"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { RoleNamesDialog } from "@/components/users/roles/role-names-dialog";
import { deleteRoleAction } from "@/lib/users/roles/actions";

type RoleActionsProps = {
  role: { id: string; nameEs: string; nameEn: string };
  name: string;
  /** Nobody has it, and it isn't one of those that come with the program. */
  deletable: boolean;
};

export function RoleActions({ role, name, deletable }: RoleActionsProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const router = useRouter();
  const refresh = useRefresh();
  const [open, setOpen] = useState<"names" | "delete">();
  const [pending, startTransition] = useTransition();
  const close = () => {
    setOpen(undefined);
  };

  function remove() {
    startTransition(async () => {
      const result = await deleteRoleAction({ roleId: role.id }).catch(lost);
      if (result.ok) {
        notify.success(t("deleted", { role: name }));
        router.push("/users/roles");
        return;
      }
      close();
      notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <>
      <Button
        onClick={() => {
          setOpen("names");
        }}
      >
        {t("rename")}
      </Button>
      {deletable && (
        <Button
          onClick={() => {
            setOpen("delete");
          }}
        >
          {t("delete")}
        </Button>
      )}
      {open === "names" && <RoleNamesDialog role={role} onClose={close} />}
      {open === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={(stays) => {
            if (!stays) close();
          }}
          title={t("deleteTitle", { role: name })}
          description={t("deleteText")}
          confirmLabel={t("delete")}
          cancelLabel={common("cancel")}
          tone="danger"
          pending={pending}
          onConfirm={remove}
        />
      )}
    </>
  );
}
