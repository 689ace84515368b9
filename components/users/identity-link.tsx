"use client";

import { FolderTree, IdCard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { linkUserAction, unlinkUserAction } from "@/lib/users/directory/actions";
import { linkUserToProviderAction } from "@/lib/users/provider/actions";
import type { Via } from "@/lib/auth/identities/schema";
import type { ActionResult } from "@/lib/core/define-action";

type Person = { id: string; name: string; userName: string };
type LinkProps = { via: Via; user: Person };

const ICONS = { directory: FolderTree, provider: IdCard };

/** Has somebody sign in through the company's directory or its identity provider from now on, or no longer. */
export function IdentityLink({ via, user, linked, out }: LinkProps & { linked: boolean; out: boolean }) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const { id: userId, name } = user;
  const Icon = ICONS[via];
  const close = () => {
    setAsking(false);
  };

  async function unlink() {
    await run(() => unlinkUserAction({ userId }), t(`identity.${via}.ended`, { name }));
    close();
  }

  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        <Icon aria-hidden />
        {linked ? t(`identity.${via}.end`) : t(`identity.${via}.open`)}
      </Button>
      {linked ? (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={t(`identity.${via}.endTitle`, { name })}
          description={out ? t("identity.endOutText") : t(`identity.${via}.endText`)}
          confirmLabel={common("confirm")}
          cancelLabel={common("cancel")}
          pending={pending}
          onConfirm={() => void unlink()}
        />
      ) : (
        asking && <LinkForm via={via} user={user} onClose={close} />
      )}
    </>
  );
}

type Linking = { userId: string; account: string };

/** What the directory found under that account; the provider can't be asked. */
async function link(via: Via, linking: Linking): Promise<ActionResult<{ dn: string }>> {
  if (via === "directory") return linkUserAction(linking);
  const result = await linkUserToProviderAction(linking).catch(lost);
  return result.ok ? { ok: true, data: { dn: "" } } : result;
}

function LinkForm({ via, user, onClose }: LinkProps & { onClose: () => void }) {
  const t = useTranslations("users");
  const refresh = useRefresh();
  const { id: userId, name } = user;
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { account: user.userName },
    submit: ({ account }) => link(via, { userId, account }),
    onDone: ({ dn }: { dn: string }) => {
      notify.success(dn === "" ? t(`identity.${via}.done`, { name }) : t("identity.doneAs", { name, dn }));
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog
      title={t(`identity.${via}.title`, { name })}
      description={t(`identity.${via}.text`)}
      saveLabel={t("identity.confirm")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        control={form.control}
        name="account"
        label={t(`identity.${via}.account`)}
        hint={t(`identity.${via}.accountHint`)}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </FormDialog>
  );
}
