"use client";

import { Fingerprint } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { usePasskeys } from "@/components/auth/use-passkeys";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { AddPasskeyDialog } from "@/components/profile/add-passkey-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { removePasskeyAction } from "@/lib/auth/passkeys/actions";
import { formatDate, formatRelative } from "@/lib/core/format";
import type { PasskeysView, PasskeyView } from "@/lib/auth/passkeys/schema";

export function PasskeysSection({ passkeys, now }: { passkeys: PasskeysView; now: string }) {
  const t = useTranslations("passkeys");
  const refresh = useRefresh();
  const works = usePasskeys();
  const [adding, setAdding] = useState(false);
  const { keys, ...asks } = passkeys;
  return (
    <Section
      title={t("title")}
      description={t("text")}
      actions={
        works === true && (
          <Button
            size="sm"
            onClick={() => {
              setAdding(true);
            }}
          >
            {t("add")}
          </Button>
        )
      }
    >
      <Card>
        {keys.length === 0 ? (
          <p className="px-4 py-3 text-muted-foreground">{works === false ? t("notHere") : t("none")}</p>
        ) : (
          <ul className="divide-y">
            {keys.map((key) => (
              <PasskeyRow key={key.id} passkey={key} now={now} />
            ))}
          </ul>
        )}
      </Card>
      {keys.length > 0 && works === false && <p className="text-xs text-muted-foreground">{t("notHere")}</p>}
      {adding && (
        <AddPasskeyDialog
          {...asks}
          onDone={() => {
            setAdding(false);
            notify.success(t("added"));
            refresh();
          }}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

function PasskeyRow({ passkey, now }: { passkey: PasskeyView; now: string }) {
  const t = useTranslations("passkeys");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [asking, setAsking] = useState(false);
  const [pending, startTransition] = useTransition();
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { id, name, host, createdAt, lastUsedAt } = passkey;

  function remove() {
    startTransition(async () => {
      const result = await removePasskeyAction({ id }).catch(lost);
      setAsking(false);
      if (result.ok) notify.success(t("removed"));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Fingerprint aria-hidden className="size-5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-xs text-muted-foreground">
          {[
            t("since", { when: formatDate(createdAt, to) }),
            lastUsedAt === null ? t("unused") : t("used", { when: formatRelative(lastUsedAt, now, to) }),
            host,
          ].join(" · ")}
        </p>
      </div>
      <Button
        size="sm"
        aria-label={t("removeNamed", { name })}
        onClick={() => {
          setAsking(true);
        }}
      >
        {common("remove")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeTitle", { name })}
        description={t("removeText")}
        confirmLabel={common("remove")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={remove}
      />
    </li>
  );
}
