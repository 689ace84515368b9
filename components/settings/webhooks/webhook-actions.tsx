"use client";

import { MoreHorizontal, Pencil, Power, RefreshCw, Send, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { EditWebhookDialog, SecretDialog } from "@/components/settings/webhooks/webhook-dialogs";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { notify } from "@/components/ui/notify";
import {
  removeWebhookAction,
  rotateWebhookSecretAction,
  switchWebhookAction,
  testWebhookAction,
} from "@/lib/webhooks/actions";
import type { ToldSecret } from "@/components/settings/webhooks/webhook-dialogs";
import type { WebhookChoices } from "@/components/settings/webhooks/webhook-fields";
import type { OpenedWebhook, Tried } from "@/lib/webhooks/schema";

type Asking = "edit" | "rotate" | "remove";

export function WebhookActions({ view, choices }: { view: OpenedWebhook; choices: WebhookChoices }) {
  const t = useTranslations("webhooks");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState<Asking>();
  const { id: webhookId, end } = view;
  const isStopped = end === "keeperGone" || end === "keeperOwes";
  const isOn = end === null || isStopped;
  const say = useTried();
  const test = async () => {
    const tried = await run(() => testWebhookAction({ webhookId }));
    if (tried) say(tried);
  };
  const switchTo = (on: boolean) =>
    run(() => switchWebhookAction({ webhookId, on }), t(on ? "switchedOn" : "switchedOff"));
  return (
    <>
      {isOn && (
        <Button pending={pending} onClick={() => void test()}>
          <Send aria-hidden />
          {t("test")}
        </Button>
      )}
      {end !== null && (
        <Button variant="primary" pending={pending} onClick={() => void switchTo(true)}>
          <Power aria-hidden />
          {t(isStopped ? "takeOver" : "switchOn")}
        </Button>
      )}
      <Menu>
        <MenuTrigger render={<IconButton label={t("moreActions")} />}>
          <MoreHorizontal aria-hidden />
        </MenuTrigger>
        <MenuContent align="end">
          {view.url !== null && (
            <MenuItem
              onClick={() => {
                setAsking("edit");
              }}
            >
              <Pencil aria-hidden />
              {t("edit")}
            </MenuItem>
          )}
          <MenuItem
            onClick={() => {
              setAsking("rotate");
            }}
          >
            <RefreshCw aria-hidden />
            {t("rotate")}
          </MenuItem>
          {isOn && (
            <MenuItem onClick={() => void switchTo(false)}>
              <Power aria-hidden />
              {t("switchOff")}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem
            tone="danger"
            onClick={() => {
              setAsking("remove");
            }}
          >
            <Trash2 aria-hidden />
            {t("remove")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <Questions
        view={view}
        choices={choices}
        asking={asking}
        onClose={() => {
          setAsking(undefined);
        }}
      />
    </>
  );
}

/** Says how a test went. */
function useTried() {
  const t = useTranslations("webhooks");
  return ({ problem, status, durationMs }: Tried) => {
    if (problem === "") {
      notify.success(t("testFine", { status: String(status ?? ""), ms: String(durationMs ?? "") }));
      return;
    }
    const words = t(`problems.${problem}`);
    notify.error(t("testWrong", { problem: status === null ? words : `${words} (${status})` }));
  };
}

type QuestionsProps = {
  view: OpenedWebhook;
  choices: WebhookChoices;
  asking: Asking | undefined;
  onClose: () => void;
};

function Questions({ view, choices, asking, onClose }: QuestionsProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, pending } = useRun();
  const [told, setTold] = useState<ToldSecret>();
  const { id: webhookId, host, url } = view;

  async function rotate() {
    const made = await run(() => rotateWebhookSecretAction({ webhookId }));
    onClose();
    if (made) setTold({ host, secret: made.secret, isNew: false });
  }

  async function remove() {
    await run(async () => {
      const removed = await removeWebhookAction({ webhookId }).catch(lost);
      // Its page is gone with it: the list comes before anything is read again.
      if (removed.ok) router.push("/settings/webhooks");
      return removed;
    }, t("removed"));
    onClose();
  }

  const question = { open: true, cancelLabel: common("cancel"), pending };
  const onOpenChange = (open: boolean) => {
    if (!open) onClose();
  };
  return (
    <>
      {asking === "edit" && url !== null && (
        <EditWebhookDialog view={view} url={url} choices={choices} onClose={onClose} />
      )}
      {asking === "rotate" && (
        <ConfirmDialog
          {...question}
          onOpenChange={onOpenChange}
          title={t("rotateTitle")}
          description={t("rotateText")}
          confirmLabel={t("rotate")}
          onConfirm={() => void rotate()}
        />
      )}
      {asking === "remove" && (
        <ConfirmDialog
          {...question}
          onOpenChange={onOpenChange}
          title={t("removeTitle", { host })}
          description={t("removeText")}
          confirmLabel={t("remove")}
          tone="danger"
          onConfirm={() => void remove()}
        />
      )}
      {told && (
        <SecretDialog
          told={told}
          onClose={() => {
            setTold(undefined);
          }}
        />
      )}
    </>
  );
}
