"use client";

import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeyList } from "@/components/settings/api-keys/key-list";
import { MadeKeyDialog } from "@/components/settings/api-keys/made-key-dialog";
import { NewKeyDialog } from "@/components/settings/api-keys/new-key-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import type { MadeKey } from "@/components/settings/api-keys/made-key-dialog";
import type { KeyChoices } from "@/components/settings/api-keys/new-key-dialog";
import type { KeyView } from "@/lib/auth/keys/schema";

type KeyDeskProps = {
  keys: readonly KeyView[];
  choices: KeyChoices;
  publicUrl: string | undefined;
  now: string;
};

/** The keys there are, and the way to a new one. */
export function KeyDesk({ keys, choices, publicUrl, now }: KeyDeskProps) {
  const t = useTranslations("apiKeys");
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<MadeKey>();
  const working = keys.filter(({ end }) => end === null);
  const ended = keys.filter(({ end }) => end !== null);
  const make = (
    <Button
      variant="primary"
      onClick={() => {
        setAsking(true);
      }}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {working.length > 0 && make}
        <LinkButton href="/settings/api-keys/reference">{t("reference")}</LinkButton>
      </div>
      <Card>
        {working.length > 0 ? (
          <KeyList keys={working} now={now} />
        ) : (
          <EmptyState icon={<KeyRound />} title={t("emptyTitle")} description={t("emptyText")} action={make} />
        )}
      </Card>
      {ended.length > 0 && (
        <Section title={t("ended")}>
          <Card>
            <KeyList keys={ended} now={now} />
          </Card>
        </Section>
      )}
      {asking && (
        <NewKeyDialog
          choices={choices}
          onClose={() => {
            setAsking(false);
          }}
          onMade={(key) => {
            setAsking(false);
            setMade(key);
          }}
        />
      )}
      {made && (
        <MadeKeyDialog
          made={made}
          publicUrl={publicUrl}
          onClose={() => {
            setMade(undefined);
          }}
        />
      )}
    </>
  );
}
