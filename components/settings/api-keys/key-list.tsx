"use client";

import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { MAY } from "@/components/settings/api-keys/key-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { revokeKeyAction } from "@/lib/auth/keys/actions";
import { hiddenIn } from "@/lib/core/permissions";
import { formatRelative } from "@/lib/core/format";
import type { KeyView } from "@/lib/auth/keys/schema";

type KeyListProps = { keys: readonly KeyView[]; now: string };

export function KeyList({ keys, now }: KeyListProps) {
  const [revoking, setRevoking] = useState<KeyView>();
  return (
    <>
      <ul className="divide-y">
        {keys.map((key) => (
          <KeyRow
            key={key.id}
            view={key}
            now={now}
            onRevoke={() => {
              setRevoking(key);
            }}
          />
        ))}
      </ul>
      {revoking && (
        <RevokeDialog
          view={revoking}
          onClose={() => {
            setRevoking(undefined);
          }}
        />
      )}
    </>
  );
}

type KeyRowProps = { view: KeyView; now: string; onRevoke: () => void };

function KeyRow({ view, now, onRevoke }: KeyRowProps) {
  const t = useTranslations("apiKeys");
  const sensitive = useTranslations("sensitive");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const format = useFormatter();
  const day = (moment: string) => format.dateTime(new Date(moment), { dateStyle: "medium" });
  const used = view.lastUsedAt === null ? null : formatRelative(view.lastUsedAt, now, to);
  const hidden = hiddenIn(view.fields);
  const facts = [
    used === null ? t("neverUsed") : t("lastUsed", { when: used }),
    view.expiresAt === null ? t("noEnd") : t("until", { day: day(lastMoment(view.expiresAt)) }),
    hidden.length > 0 && t("without", { fields: hidden.map((field) => sensitive(field)).join(", ") }),
    view.source && t("goesTo", { source: view.source.name }),
    view.madeBy === null
      ? t("madeByShell", { day: day(view.createdAt) })
      : t("madeBy", { name: view.madeBy, day: day(view.createdAt) }),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{view.name}</span>
          <code className="text-xs text-muted-foreground">{view.prefix}…</code>
          {view.end !== null && (
            <Badge variant={view.end === "revoked" ? "neutral" : "warning"}>{t(`ends.${view.end}`)}</Badge>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span>{view.permissions.map(({ permission }) => t(`may.${MAY[permission]}`)).join(" · ")}</span>
          {view.companies.length === 0 ? (
            <Badge variant="outline">{t("everyCompany")}</Badge>
          ) : (
            view.companies.map(({ id, name, tone }) => (
              <TonePill key={id} tone={isTone(tone) ? tone : "gray"}>
                {name}
              </TonePill>
            ))
          )}
        </div>
        {(view.end === "makerGone" || view.end === "makerOwes") && (
          <p className="text-sm">{t(`${view.end}Hint`, { name: view.madeBy ?? "" })}</p>
        )}
        <p className="text-xs text-muted-foreground">{facts.filter(Boolean).join(" · ")}</p>
      </div>
      {view.end !== "revoked" && (
        <Button size="sm" aria-label={t("revokeNamed", { name: view.name })} onClick={onRevoke}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}

/** It expires as the day after begins; the day that is told is the last one it works. */
function lastMoment(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString();
}

function RevokeDialog({ view, onClose }: { view: KeyView; onClose: () => void }) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const refresh = useRefresh();
  const [pending, startTransition] = useTransition();

  function revoke() {
    startTransition(async () => {
      const result = await revokeKeyAction({ keyId: view.id }).catch(lost);
      onClose();
      if (result.ok) notify.success(t("revoked", { name: view.name }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("revokeTitle", { name: view.name })}
      description={t("revokeText")}
      confirmLabel={t("revoke")}
      cancelLabel={common("cancel")}
      tone="danger"
      pending={pending}
      onConfirm={revoke}
    />
  );
}
