"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { confirmRequestAction } from "@/lib/users/requests/actions";

export function ConfirmRequest({ token }: { token: string }) {
  const t = useTranslations("requests");
  const [done, setDone] = useState(false);
  const { failure, pending, onSubmit } = useActionForm({
    defaultValues: {},
    submit: () => confirmRequestAction({ token }),
    onDone: () => {
      setDone(true);
    },
  });
  if (done) return <Alert variant="success">{t("confirmed")}</Alert>;
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t("confirm")}
      </Button>
    </form>
  );
}
