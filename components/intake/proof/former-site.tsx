"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { askProofAction, setFormerAction } from "@/lib/intake/proof/actions";

type Asked = { sourceId: string; site: string; from: string; to: string };

/** Says of a site that doesn't answer that it is no more, and asks the others anew. */
export function SiteIsNoMore({ sourceId, site, from, to }: Asked) {
  const t = useTranslations("proof");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);

  async function leave() {
    await run(async () => {
      const left = await setFormerAction({ sourceId, site, former: true }).catch(lost);
      return left.ok ? askProofAction({ sourceId, from, to, fetch: false }) : left;
    });
    setAsking(false);
  }

  return (
    <>
      <Button
        size="sm"
        className="print:hidden"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("leave")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("leaveTitle", { site })}
        description={t("leaveText")}
        confirmLabel={t("leaveDo")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void leave()}
      />
    </>
  );
}

/** Takes it back. */
export function AskSiteAgain({ sourceId, site, from, to }: Asked) {
  const t = useTranslations("proof");
  const { run, pending } = useRun();
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      onClick={() =>
        void run(async () => {
          const back = await setFormerAction({ sourceId, site, former: false }).catch(lost);
          return back.ok ? askProofAction({ sourceId, from, to, fetch: false }) : back;
        })
      }
    >
      {t("askAgainSite")}
    </Button>
  );
}
