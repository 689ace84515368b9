"use client";

import { Copy, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { NewRoleDialog } from "@/components/users/roles/new-role-dialog";

type NewRoleButtonProps = {
  roles: readonly { id: string; name: string }[];
  /** The one it begins as, unless another is chosen. */
  model: string;
  /** Stands on the page of the model: it is copied. */
  copies?: boolean;
};

export function NewRoleButton({ roles, model, copies = false }: NewRoleButtonProps) {
  const t = useTranslations("roles");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={copies ? "secondary" : "primary"}
        onClick={() => {
          setOpen(true);
        }}
      >
        {copies ? <Copy aria-hidden /> : <Plus aria-hidden />}
        {copies ? t("copy") : t("new")}
      </Button>
      {open && (
        <NewRoleDialog
          roles={roles}
          copyOf={model}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
