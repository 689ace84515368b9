"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { PasswordField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { changePasswordAction } from "@/lib/auth/actions";

const EMPTY = { currentPassword: "", password: "" };

export function PasswordForm({ userName }: { userName: string }) {
  const t = useTranslations("profile");
  const auth = useTranslations("auth");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: EMPTY,
    submit: (typed: typeof EMPTY) => changePasswordAction(typed),
    onDone: () => {
      form.reset(EMPTY);
      notify.success(t("passwordChanged"));
      refresh();
    },
  });
  return (
    <Section title={t("passwordSection")} description={t("passwordText")}>
      <Card>
        <CardBody className="pt-4">
          <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <input type="hidden" name="username" autoComplete="username" value={userName} readOnly />
            <div className="grid gap-4 sm:grid-cols-2">
              <PasswordField
                control={form.control}
                name="currentPassword"
                label={t("currentPassword")}
                autoComplete="current-password"
              />
              <PasswordField
                control={form.control}
                name="password"
                label={auth("newPassword")}
                hint={auth("passwordHint")}
                autoComplete="new-password"
              />
            </div>
            <div className="flex justify-end">
              <Button type="submit" pending={pending}>
                {t("changePassword")}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
    </Section>
  );
}
