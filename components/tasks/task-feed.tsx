"use client";

import { CalendarSync } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Copyable } from "@/components/copying/copyable";
import { useOrigin } from "@/components/copying/use-origin";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { formatDateTime } from "@/lib/core/format";
import { endFeedAction, makeFeedAction } from "@/lib/leads/tasks/actions";

type TaskFeedProps = { feed: { createdAt: string } | null; publicUrl: string | undefined };

/** One's tasks in one's own calendar program, by an address that can be taken back. */
export function TaskFeed({ feed, publicUrl }: TaskFeedProps) {
  const t = useTranslations("tasks.feed");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { run, pending } = useRun();
  const [token, setToken] = useState<string>();
  const origin = useOrigin(publicUrl);

  async function make() {
    const made = await run(() => makeFeedAction({}));
    if (made) setToken(made.token);
  }
  async function end() {
    const ended = await run(() => endFeedAction({}), t("ended"));
    if (ended !== undefined) setToken(undefined);
  }

  return (
    <Section title={t("title")} description={t("text")}>
      <Card>
        <CardBody className="flex flex-col gap-3 pt-4">
          {token !== undefined && (
            <>
              <Copyable label={t("address")} value={`${origin}/api/tasks/${token}.ics`} />
              <p className="text-xs text-muted-foreground">{t("once")}</p>
            </>
          )}
          {feed && token === undefined && (
            <p className="text-sm text-muted-foreground">{t("since", { when: formatDateTime(feed.createdAt, to) })}</p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button pending={pending} onClick={() => void make()}>
              <CalendarSync aria-hidden />
              {t(feed ? "again" : "make")}
            </Button>
            {feed && (
              <Button pending={pending} className="text-danger" onClick={() => void end()}>
                {t("end")}
              </Button>
            )}
          </div>
        </CardBody>
      </Card>
    </Section>
  );
}
