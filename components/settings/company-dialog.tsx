"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { addCompanyAction, updateCompanyAction } from "@/lib/settings/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { CompanyView } from "@/lib/settings/schema";

/** Names a new company, or an existing one anew. */
export function CompanyDialog({ company, onClose }: { company: CompanyView | undefined; onClose: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { name: company?.name ?? "" },
    submit: ({ name }): Promise<ActionResult<unknown>> =>
      company
        ? updateCompanyAction({ companyId: company.id, set: { name }, seen: { name: company.name } })
        : addCompanyAction({ name }),
    onDone: () => {
      onClose();
      router.refresh();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="sm"
        title={company ? t("renameNamed", { name: company.name }) : t("newCompany")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="company" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="company" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField
            control={form.control}
            name="name"
            label={t("companyName")}
            required
            autoComplete="off"
            autoFocus
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
