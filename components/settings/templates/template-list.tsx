"use client";

import { Mail, MessageCircle, MessageSquareText, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { TemplateDialog } from "@/components/settings/templates/template-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { deleteTemplateAction } from "@/lib/leads/templates/actions";
import type { Locale } from "@/lib/i18n/locale";
import type { TemplateView } from "@/lib/leads/templates/schema";

type TemplateListProps = {
  templates: readonly TemplateView[];
  shared: boolean;
  mayAdd: boolean;
  companies: readonly { id: string; name: string }[];
  locale: Locale;
};

/** One's own texts, or everybody's. */
export function TemplateList({ templates, shared, mayAdd, companies, locale }: TemplateListProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [editing, setEditing] = useState<TemplateView | "new">();
  const [removing, setRemoving] = useState<TemplateView>();
  const add = mayAdd && (
    <Button
      size="sm"
      onClick={() => {
        setEditing("new");
      }}
    >
      <Plus aria-hidden />
      {t(shared ? "newShared" : "newOwn")}
    </Button>
  );

  return (
    <Section
      title={t(shared ? "shared" : "own")}
      description={t(shared ? "sharedText" : "ownText")}
      actions={templates.length > 0 && add}
    >
      <Card>
        {templates.length === 0 ? (
          <EmptyState
            icon={<MessageSquareText />}
            title={t("none")}
            description={t(mayAdd ? "noneText" : "noneShared")}
            action={add || undefined}
          />
        ) : (
          <ul className="divide-y">
            {templates.map((template) => (
              <li key={template.id} className="flex items-start gap-3 px-4 py-2.5">
                {template.channel === "mail" ? (
                  <Mail aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
                ) : (
                  <MessageCircle aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
                )}
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <span className="font-medium wrap-anywhere">{template.name}</span>
                    <span className="sr-only">{t(`channels.${template.channel}`)}</span>
                    <Badge>{template.locale.toUpperCase()}</Badge>
                    {template.companyName !== null && <Badge>{template.companyName}</Badge>}
                  </p>
                  <p dir="auto" className="line-clamp-2 text-sm text-muted-foreground wrap-anywhere">
                    {[template.subject, template.body].filter(Boolean).join(" · ")}
                  </p>
                </div>
                {template.changeable && (
                  <div className="-my-0.5 flex shrink-0">
                    <IconButton
                      label={t("editNamed", { name: template.name })}
                      size="sm"
                      onClick={() => {
                        setEditing(template);
                      }}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("deleteNamed", { name: template.name })}
                      size="sm"
                      onClick={() => {
                        setRemoving(template);
                      }}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {editing && (
        <TemplateDialog
          template={editing === "new" ? undefined : editing}
          shared={shared}
          companies={companies}
          locale={locale}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      <ConfirmDialog
        open={removing !== undefined}
        onOpenChange={(open) => {
          if (!open) setRemoving(undefined);
        }}
        title={t("deleteTitle")}
        description={t(shared ? "deleteShared" : "deleteOwn", { name: removing?.name ?? "" })}
        confirmLabel={common("delete")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => {
          if (removing) {
            void run(() => deleteTemplateAction({ id: removing.id })).then(() => {
              setRemoving(undefined);
            });
          }
        }}
      />
    </Section>
  );
}
