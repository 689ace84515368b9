"use client";

import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { setSourceSecretsAction } from "@/lib/intake/actions";

type SourceSecretsProps = { sourceId: string; which: "secret" | "sitePassword"; isSet: boolean };

/** Written, never read back. */
export function SourceSecrets({ sourceId, which, isSet }: SourceSecretsProps) {
  const t = useTranslations("intake");
  const common = useTranslations("common");
  const words =
    which === "secret"
      ? { label: t("form.secret"), hint: isSet ? t("form.secretSet") : t("form.secretHint") }
      : { label: t("form.password"), hint: isSet ? t("form.passwordSet") : t("form.passwordHint") };
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { secret: "" },
    fieldNames: { sitePassword: "secret" },
    submit: ({ secret }) => setSourceSecretsAction({ sourceId, [which]: secret }),
    onDone: () => {
      notify.success(t("saved"));
      form.reset();
    },
  });
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-3 border-t pt-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <PasswordField control={form.control} name="secret" {...words} autoComplete="off" />
      <div>
        <Button type="submit" pending={pending}>
          {common("save")}
        </Button>
      </div>
    </form>
  );
}
