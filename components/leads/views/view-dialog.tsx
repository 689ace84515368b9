"use client";

import { ArrowLeft, ArrowRight, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { notify } from "@/components/ui/notify";
import { EVERYTHING } from "@/lib/leads/list/schema";
import { rolesRefused } from "@/components/leads/views/refused-roles";
import { deleteViewAction, orderViewsAction, saveViewAction } from "@/lib/leads/views/actions";
import type { Refusal } from "@/components/form/use-outcome";
import type { Audience, ListedView, ViewSharing } from "@/lib/leads/views/schema";

const LONGEST_NAME = 60;

type ViewDialogProps = {
  /** The one that is open; a new one without. */
  view: ListedView | undefined;
  views: readonly ListedView[];
  sharing: ViewSharing;
  /** The list as it is on the screen, for a new one. */
  now: { query: string; columns: string };
  onClose: () => void;
};

/** Names a list, says who has it, where it stands and for whom it is the first; and takes it away. */
export function ViewDialog({ view, views, sharing, now, onClose }: ViewDialogProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const router = useRouter();
  const refresh = useRefresh();
  const { path } = useListNavigation();
  const outcome = useOutcome();
  const [name, setName] = useState(view?.name ?? "");
  const [whose, setWhose] = useState(view ? whoseOf(view) : "private");
  const [roleIds, setRoleIds] = useState(view?.roleIds ?? []);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const mayChange = view?.mayChange ?? true;
  const refusedRoles = rolesRefused(refusal, sharing);
  const [audience, companyId = null] = whose.split(":") as [Audience, string?];

  async function save() {
    setBusy(true);
    const kept = view ? { id: view.id, seen: view.updatedAt, query: view.query, columns: view.columns } : now;
    const roles = sharing.everyone ? { roleIds: audience === "everyone" ? roleIds : [] } : {};
    const result = await saveViewAction({ ...kept, name, audience, companyId, ...roles }).catch(lost);
    setBusy(false);
    if (!result.ok) {
      setRefusal(result);
      return;
    }
    notify.success(t("viewSaved", { view: name }));
    onClose();
    router.replace(`${path}?view=${result.data.id}`, { scroll: false });
    refresh();
  }
  async function remove() {
    if (!view) return;
    const result = await deleteViewAction({ id: view.id }).catch(lost);
    if (!result.ok) {
      setRemoving(false);
      setRefusal(result);
      return;
    }
    notify.success(t("viewDeleted", { view: view.name }));
    onClose();
    router.replace(`${path}?${EVERYTHING}`, { scroll: false });
    refresh();
  }
  async function move(by: -1 | 1) {
    const ids = views.map(({ id }) => id);
    const at = ids.indexOf(view?.id ?? "");
    const result = await orderViewsAction({ ids: ids.toSpliced(at, 1).toSpliced(at + by, 0, view?.id ?? "") }).catch(
      lost,
    );
    if (result.ok) refresh();
    else setRefusal(result);
  }

  const at = views.findIndex(({ id }) => id === view?.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={view ? view.name : t("newView")}
        description={view ? undefined : t("newViewText")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            {mayChange && (
              <Button type="submit" form="saved-view" variant="primary" pending={busy}>
                {common("save")}
              </Button>
            )}
          </>
        }
      >
        <form
          id="saved-view"
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {refusal && !refusal.fields && <Alert variant="danger">{outcome.text(refusal)}</Alert>}
          {!mayChange && <Alert>{t("viewNotYours")}</Alert>}
          <Field
            label={t("viewName")}
            hint={name.length >= LONGEST_NAME ? t("viewNameLongest", { count: LONGEST_NAME }) : undefined}
            error={refusal?.fields?.["name"] && outcome.fieldText(refusal.fields["name"])}
          >
            <Input
              value={name}
              maxLength={LONGEST_NAME}
              disabled={!mayChange}
              autoComplete="off"
              autoFocus
              onChange={(event) => {
                setName(event.currentTarget.value);
              }}
            />
          </Field>
          {mayChange && (sharing.companies.length > 0 || sharing.everyone) && (
            <Field
              label={t("viewFor")}
              error={refusal?.fields?.["audience"] && outcome.fieldText(refusal.fields["audience"])}
            >
              <NativeSelect
                options={[
                  { value: "private", label: t("viewForMe") },
                  ...sharing.companies.map(({ id, name: company }) => ({
                    value: `company:${id}`,
                    label: t("viewForCompany", { company }),
                  })),
                  ...(sharing.everyone ? [{ value: "everyone", label: t("viewForEveryone") }] : []),
                ]}
                value={whose}
                onChange={(event) => {
                  setWhose(event.currentTarget.value);
                }}
              />
            </Field>
          )}
          {mayChange && audience === "everyone" && sharing.roles.length > 0 && (
            <FieldGroup legend={t("viewFirstFor")}>
              {refusedRoles && <Alert variant="danger">{t("viewRolesCantAsk", { roles: refusedRoles })}</Alert>}
              {sharing.roles.map((role) => (
                <CheckboxLine
                  key={role.id}
                  label={role.name}
                  checked={roleIds.includes(role.id)}
                  onCheckedChange={(checked) => {
                    setRoleIds(checked ? [...roleIds, role.id] : roleIds.filter((id) => id !== role.id));
                  }}
                />
              ))}
            </FieldGroup>
          )}
        </form>
        {view && (
          <div className="mt-5 flex flex-wrap gap-2 border-t pt-4">
            <Button size="sm" disabled={at <= 0} onClick={() => void move(-1)}>
              <ArrowLeft aria-hidden />
              {t("viewEarlier")}
            </Button>
            <Button size="sm" disabled={at < 0 || at === views.length - 1} onClick={() => void move(1)}>
              <ArrowRight aria-hidden />
              {t("viewLater")}
            </Button>
            {mayChange && (
              <Button
                size="sm"
                variant="ghost"
                className="ml-auto text-danger"
                onClick={() => {
                  setRemoving(true);
                }}
              >
                <Trash2 aria-hidden />
                {common("delete")}
              </Button>
            )}
          </div>
        )}
        {view && (
          <ConfirmDialog
            open={removing}
            onOpenChange={setRemoving}
            title={t("deleteView", { view: view.name })}
            description={t(view.audience === "private" ? "deleteViewText" : "deleteSharedViewText")}
            confirmLabel={common("delete")}
            cancelLabel={common("cancel")}
            tone="danger"
            onConfirm={() => void remove()}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function whoseOf({ audience, companyId }: ListedView): string {
  return audience === "company" ? `company:${companyId ?? ""}` : audience;
}
