"use client";

import { FolderTree } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { linkUserAction, unlinkUserAction } from "@/lib/users/directory/actions";

type Person = { id: string; name: string; userName: string };

/** Has somebody sign in through the company's directory from now on, or no longer. */
export function DirectoryLink({ user, linked, out }: { user: Person; linked: boolean; out: boolean }) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const { id: userId, name } = user;
  const close = () => {
    setAsking(false);
  };

  async function unlink() {
    await run(() => unlinkUserAction({ userId }), t("unlinkedDirectory", { name }));
    close();
  }

  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        <FolderTree aria-hidden />
        {linked ? t("unlinkDirectory") : t("linkDirectory")}
      </Button>
      {linked ? (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={t("unlinkDirectoryTitle", { name })}
          description={t(out ? "unlinkDirectoryOutText" : "unlinkDirectoryText")}
          confirmLabel={common("confirm")}
          cancelLabel={common("cancel")}
          pending={pending}
          onConfirm={() => void unlink()}
        />
      ) : (
        asking && <LinkForm user={user} onClose={close} />
      )}
    </>
  );
}

function LinkForm({ user, onClose }: { user: Person; onClose: () => void }) {
  const t = useTranslations("users");
  const refresh = useRefresh();
  const { id: userId, name } = user;
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { account: user.userName },
    submit: ({ account }) => linkUserAction({ userId, account }),
    onDone: ({ dn }: { dn: string }) => {
      notify.success(dn === "" ? t("linkedDirectory", { name }) : t("linkedDirectoryAs", { name, dn }));
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog
      title={t("linkDirectoryTitle", { name })}
      description={t("linkDirectoryText")}
      saveLabel={t("linkDirectoryConfirm")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        control={form.control}
        name="account"
        label={t("directoryAccount")}
        hint={t("directoryAccountHint")}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </FormDialog>
  );
}
