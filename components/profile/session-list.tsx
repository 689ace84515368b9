"use client";

import { MonitorSmartphone } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { deviceOf } from "@/lib/auth/devices/schema";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { endOtherSessionsAction, endSessionAction } from "@/lib/auth/actions";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import type { SessionView } from "@/lib/auth/schema";
import type { ActionResult } from "@/lib/core/define-action";

export function SessionList({ sessions, now }: { sessions: readonly SessionView[]; now: string }) {
  const t = useTranslations("profile");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, startTransition] = useTransition();

  function end(action: () => Promise<ActionResult<{ ended: number }>>) {
    startTransition(async () => {
      const result = await action().catch(lost);
      if (result.ok) notify.success(t("ended", { count: result.data.ended }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <Section
      title={t("sessionsSection")}
      description={t("sessionsText")}
      actions={
        sessions.length > 1 && (
          <Button
            size="sm"
            pending={pending}
            onClick={() => {
              end(() => endOtherSessionsAction());
            }}
          >
            {t("endOthers")}
          </Button>
        )
      }
    >
      <Card>
        <ul className="divide-y">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              now={now}
              onEnd={() => {
                end(() => endSessionAction({ sessionId: session.id }));
              }}
            />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

type SessionRowProps = { session: SessionView; now: string; onEnd: () => void };

function SessionRow({ session, now, onEnd }: SessionRowProps) {
  const t = useTranslations("profile");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { browser, system } = deviceOf(session.userAgent);
  const device = browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknownDevice"));
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 font-medium">
          <span className="truncate">{device}</span>
          {session.current && <Badge variant="success">{t("thisSession")}</Badge>}
        </div>
        <div className="text-xs text-muted-foreground">
          {[
            t("lastSeen", { when: formatRelative(session.lastSeenAt, now, to) }),
            t("since", { when: formatDateTime(session.createdAt, to) }),
            session.address,
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      </div>
      {!session.current && (
        <Button size="sm" aria-label={t("endSessionNamed", { device })} onClick={onEnd}>
          {t("endSession")}
        </Button>
      )}
    </li>
  );
}
