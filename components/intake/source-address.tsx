"use client";

import { KeyRound, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Copyable } from "@/components/copying/copyable";
import { useRun } from "@/components/form/use-run";
import { ConnectCompanion } from "@/components/intake/connect-companion";
import { PluginInstructions } from "@/components/intake/plugin-instructions";
import { ReachWarning } from "@/components/intake/reach-warning";
import { TestLadder } from "@/components/intake/watch/test-ladder";
import { useTest } from "@/components/intake/watch/use-test";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { endPreviousSecretAction, endPreviousTokenAction, rotateTokenAction } from "@/lib/intake/actions";
import type { Obstacle } from "@/lib/intake/sources/reach";

type SourceAddressProps = {
  sourceId: string;
  address: string;
  /** What keeps a website from reaching it. */
  obstacle: Obstacle | null;
  /** It has brought something already. */
  works?: boolean;
  previousUntil: string | undefined;
  previousSecretUntil?: string | undefined;
  /** Its submissions may be signed: a secret is set. */
  hasSecret?: boolean;
  /** The source is fetched; sending to us comes on top of it. */
  secondary?: boolean;
};

/** The address to paste, how to paste it, and a test that goes the whole way. */
export function SourceAddress({ secondary = false, ...props }: SourceAddressProps) {
  const t = useTranslations("intake");
  if (!secondary) {
    return (
      <Section title={t("address")} description={t("addressHint")}>
        <AddressCard {...props} />
      </Section>
    );
  }
  return (
    <Disclosure summary={t("fetch.alsoPush")}>
      <div className="flex flex-col gap-3 pt-1">
        <p className="max-w-prose text-sm text-muted-foreground">{t("fetch.alsoPushHint")}</p>
        <AddressCard {...props} />
      </div>
    </Disclosure>
  );
}

function AddressCard({
  sourceId,
  address,
  obstacle,
  works = false,
  previousUntil,
  previousSecretUntil,
  hasSecret = false,
}: Omit<SourceAddressProps, "secondary">) {
  const t = useTranslations("intake");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const { test, send, pending: testing } = useTest(sourceId);
  const [asking, setAsking] = useState(false);

  return (
    <>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          <Copyable label={t("address")} value={address} />
          {obstacle !== null && <ReachWarning obstacle={obstacle} address={address} small={works} />}
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" pending={testing} onClick={() => void send()}>
              <Send aria-hidden />
              {t("sendTest")}
            </Button>
            <Button
              onClick={() => {
                setAsking(true);
              }}
            >
              <KeyRound aria-hidden />
              {t("rotate")}
            </Button>
            <ConnectCompanion
              sourceId={sourceId}
              address={address}
              hasSecret={hasSecret}
              replacing={previousSecretUntil !== undefined}
            />
          </div>
          {test && <TestLadder test={test} />}
          {previousUntil !== undefined && (
            <StillCounts
              words={t("previousUntil", { until: previousUntil })}
              end={t("endPrevious")}
              means={t("endPreviousText")}
              pending={pending}
              onEnd={() => run(() => endPreviousTokenAction({ sourceId }), t("previousEnded"))}
            />
          )}
          {previousSecretUntil !== undefined && (
            <StillCounts
              words={t("companion.previousUntil", { until: previousSecretUntil })}
              end={t("companion.endPrevious")}
              means={t("companion.endPreviousText")}
              pending={pending}
              onEnd={() => run(() => endPreviousSecretAction({ sourceId }), t("companion.previousEnded"))}
            />
          )}
          <PluginInstructions />
        </CardBody>
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("rotateTitle")}
        description={previousUntil === undefined ? t("rotateText") : t("rotateAgainText")}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => {
          void run(() => rotateTokenAction({ sourceId }), t("rotated")).then(() => {
            setAsking(false);
          });
        }}
      />
    </>
  );
}

type StillCountsProps = { words: string; end: string; means: string; pending: boolean; onEnd: () => Promise<unknown> };

/** That what was there before a rotation still counts, and a way to end it, which nothing brings back. */
function StillCounts({ words, end, means, pending, onEnd }: StillCountsProps) {
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
      <p>{words}</p>
      <Button
        size="sm"
        onClick={() => {
          setAsking(true);
        }}
      >
        {end}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={end}
        description={means}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => {
          void onEnd().then(() => {
            setAsking(false);
          });
        }}
      />
    </div>
  );
}
