"use client";

import { ShieldCheck, ShieldOff } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { RecoveryCodes } from "@/components/auth/second-factor/recovery-codes";
import { SecondFactorSetUp } from "@/components/auth/second-factor/second-factor-set-up";
import { ProofDialog } from "@/components/profile/proof-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { renewRecoveryCodesAction, switchSecondFactorOffAction } from "@/lib/auth/second-factor/actions";
import { formatDateTime } from "@/lib/core/format";
import type { SecondFactorView } from "@/lib/auth/second-factor/schema";

type SecondFactorSectionProps = { factor: SecondFactorView; account: string };

const FEW_LEFT = 3;

export function SecondFactorSection({ factor, account }: SecondFactorSectionProps) {
  const t = useTranslations("secondFactor");
  const refresh = useRefresh();
  const [open, setOpen] = useState<"setUp" | "renew" | "off">();
  const [codes, setCodes] = useState<readonly string[]>();

  function close() {
    setOpen(undefined);
    setCodes(undefined);
    refresh();
  }

  return (
    <Section title={t("title")} description={t("text")}>
      <Card className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
        {factor.since === null ? (
          <OffRow
            needed={factor.needed}
            onSetUp={() => {
              setOpen("setUp");
            }}
          />
        ) : (
          <OnRow since={factor.since} left={factor.left} onOpen={setOpen} />
        )}
      </Card>
      {open === "setUp" && (
        <CodesDialog title={t("setUpTitle")} onClose={close}>
          <SecondFactorSetUp account={account} asksPassword={factor.asksPassword} onDone={close} />
        </CodesDialog>
      )}
      {open === "renew" &&
        (codes ? (
          <CodesDialog title={t("codes")} onClose={close}>
            <RecoveryCodes codes={codes} account={account} onDone={close} />
          </CodesDialog>
        ) : (
          <ProofDialog
            title={t("renewTitle")}
            text={t("renewText")}
            actLabel={t("renew")}
            codeOnly={factor.byProvider}
            act={renewRecoveryCodesAction}
            onDone={({ recoveryCodes }) => {
              setCodes(recoveryCodes);
            }}
            onClose={close}
          />
        ))}
      {open === "off" && (
        <ProofDialog
          title={t("offTitle")}
          text={factor.needed ? t("offTextNeeded") : t("offText")}
          actLabel={t("switchOff")}
          codeOnly={factor.byProvider}
          act={switchSecondFactorOffAction}
          onDone={() => {
            notify.success(t("isOff"));
            close();
          }}
          onClose={close}
        />
      )}
    </Section>
  );
}

function OffRow({ needed, onSetUp }: { needed: boolean; onSetUp: () => void }) {
  const t = useTranslations("secondFactor");
  return (
    <>
      <ShieldOff aria-hidden className="size-5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{t("off")}</p>
        <p className="text-xs text-muted-foreground">{needed ? t("neededHint") : t("offHint")}</p>
      </div>
      <Button onClick={onSetUp}>{t("setUp")}</Button>
    </>
  );
}

type OnRowProps = { since: string; left: number; onOpen: (what: "renew" | "off") => void };

function OnRow({ since, left, onOpen }: OnRowProps) {
  const t = useTranslations("secondFactor");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  return (
    <>
      <ShieldCheck aria-hidden className="size-5 shrink-0 text-success" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{t("on", { since: formatDateTime(since, to) })}</p>
        <p className={left <= FEW_LEFT ? "text-xs text-warning" : "text-xs text-muted-foreground"}>
          {t("left", { count: left })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            onOpen("renew");
          }}
        >
          {t("renew")}
        </Button>
        <Button
          onClick={() => {
            onOpen("off");
          }}
        >
          {t("switchOff")}
        </Button>
      </div>
    </>
  );
}

/** Not closed by a click beside it: what it shows is shown once. */
function CodesDialog({ title, onClose, children }: React.PropsWithChildren<{ title: string; onClose: () => void }>) {
  const common = useTranslations("common");
  return (
    <Dialog
      open
      disablePointerDismissal
      onOpenChange={(stays) => {
        if (!stays) onClose();
      }}
    >
      <DialogContent title={title} closeLabel={common("close")}>
        {children}
      </DialogContent>
    </Dialog>
  );
}
