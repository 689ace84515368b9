"use client";

import { Check, CircleDashed, TriangleAlert, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useDeliveryReason } from "@/components/intake/delivery-state";
import { isWhole, stepsOf } from "@/components/intake/watch/test-steps";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import type { TestRun } from "@/components/intake/watch/use-test";
import type { Step, StepName, StepState } from "@/components/intake/watch/test-steps";
import type { Rehearsed, TestProgress } from "@/lib/intake/rehearsing/schema";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

const LOOK = {
  ok: { Icon: Check, tone: "bg-success-soft text-success" },
  noted: { Icon: TriangleAlert, tone: "bg-warning-soft text-warning" },
  broken: { Icon: X, tone: "bg-danger-soft text-danger" },
  waiting: { Icon: CircleDashed, tone: "bg-muted text-muted-foreground" },
} satisfies Record<StepState, object>;

/** The way of a test, step by step, with where it broke. */
export function TestLadder({ test }: { test: TestRun }) {
  const t = useTranslations("watch.ladder");
  const steps = stepsOf(test);
  const whole = isWhole(steps);
  const { deliveryId } = test.sent;
  return (
    <div className="flex flex-col gap-3 rounded-lg border p-4" aria-live="polite">
      <p className="text-sm font-semibold">{test.over ? t(whole ? "title" : "titleBroken") : t("titleRunning")}</p>
      <ol className="flex flex-col">
        {steps.map((step, index) => (
          <Rung key={step.name} step={step} last={index === steps.length - 1}>
            <StepWords name={step.name} state={step.state} test={test} />
          </Rung>
        ))}
      </ol>
      {test.over && (
        <div className="flex flex-col gap-1 text-sm text-muted-foreground">
          {whole && <p>{t("next")}</p>}
          {deliveryId !== null && (
            <p>
              {t("cleaned")}{" "}
              <Link href={`/intake/deliveries/${deliveryId}`} className="text-foreground underline underline-offset-2">
                {t("delivery")}
              </Link>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function Rung({ step, last, children }: { step: Step; last: boolean; children: React.ReactNode }) {
  const t = useTranslations("watch.ladder");
  const locale = useLocale();
  const { Icon, tone } = LOOK[step.state];
  const seconds = step.seconds === null ? null : formatSeconds(step.seconds, locale);
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!last && <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-border" />}
      <span className={cn("relative flex size-6 shrink-0 items-center justify-center rounded-full", tone)}>
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{t(step.state)}</span>
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-sm">
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className={cn("font-medium", step.state === "waiting" && "font-normal text-muted-foreground")}>
            {t(`steps.${step.name}`)}
          </span>
          {seconds !== null && (
            <span className="text-xs text-muted-foreground tabular-nums">{t("after", { time: seconds })}</span>
          )}
        </p>
        {step.state !== "waiting" && <div className="text-muted-foreground">{children}</div>}
      </div>
    </li>
  );
}

function formatSeconds(seconds: number, locale: string): string {
  return formatNumber(
    seconds < 1 ? Math.round(seconds * 1000) : seconds,
    { locale },
    {
      style: "unit",
      unit: seconds < 1 ? "millisecond" : "second",
      unitDisplay: "short",
      maximumFractionDigits: 1,
    },
  );
}

function StepWords({ name, state, test }: { name: StepName; state: StepState; test: TestRun }) {
  const { progress, sent } = test;
  switch (name) {
    case "reached":
      return <Reached sent={sent} />;
    case "received":
      return <Received sent={sent} isBroken={state === "broken"} />;
    case "understood":
      return <Understood progress={progress} isBroken={state === "broken"} />;
    case "classified":
      return progress?.rehearsed && <Classified rehearsed={progress.rehearsed} />;
    case "lead":
      return progress?.rehearsed && <WouldBe rehearsed={progress.rehearsed} />;
    case "owner":
      return progress?.rehearsed && <Owner rehearsed={progress.rehearsed} />;
  }
}

function Reached({ sent }: { sent: TestRun["sent"] }) {
  const t = useTranslations("watch.ladder");
  const reached = sent.deliveryId !== null && sent.knocks.at(-1);
  const own = sent.knocks.length > 1 ? "reachedFallback" : "reachedOwn";
  return (
    <>
      {sent.knocks.map(
        ({ where, address, problem, status }) =>
          problem !== "" && (
            <p key={where} className="break-words text-danger">
              {t(`problems.${problem}`, { address, status: String(status ?? "") })}
            </p>
          ),
      )}
      {reached && (
        <p className="break-words">
          {t(reached.where === "public" ? "reachedPublic" : own, { address: reached.address })}
        </p>
      )}
    </>
  );
}

function Received({ sent, isBroken }: { sent: TestRun["sent"]; isBroken: boolean }) {
  const t = useTranslations("watch.ladder");
  return <p>{isBroken ? t("notReadYet") : t("receivedText", { ms: sent.knocks.at(-1)?.ms ?? 0 })}</p>;
}

function Understood({ progress, isBroken }: { progress: TestProgress | null; isBroken: boolean }) {
  const t = useTranslations("watch.ladder");
  const targets = useTranslations("intake.targets");
  const reasonOf = useDeliveryReason();
  if (!progress) return null;
  if (progress.state === "received") return <p>{t("notReadYet")}</p>;
  if (isBroken && !progress.rehearsed) {
    const { words, details } = reasonOf({ state: progress.state as DeliveryState, reason: progress.reason });
    return (
      <>
        <p>{t(progress.state === "failed" ? "failed" : "refused")}</p>
        <p className="break-words">{words || details}</p>
      </>
    );
  }
  if (progress.fields.length === 0) return <p>{t("nothingRead")}</p>;
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {progress.fields.map(({ key, target, value }) => {
        const name = target.replace(".", "_") as "name";
        return (
          <div key={`${key} ${target}`} className="contents">
            <dt className="text-foreground">{targets.has(name) ? targets(name) : key}</dt>
            <dd className="min-w-0 break-words">
              {value} <span className="text-xs">← {key}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Classified({ rehearsed }: { rehearsed: Rehearsed }) {
  const t = useTranslations("watch.ladder");
  const locale = useLocale();
  const format = useFormatter();
  const { lead } = rehearsed;
  if (!lead) return null;
  const said = locale === "en" ? "en" : "es";
  const priority = `priorities.${lead.priority}` as "priorities.normal";
  const facts = [
    lead.leadType[said],
    lead.status[said],
    t("priority", { priority: t.has(priority) ? t(priority) : lead.priority }),
    ...(lead.score === 0 ? [] : [t("score", { score: lead.score })]),
    ...lead.tags,
  ];
  const rules = lead.rules.map(({ name, version }) =>
    version > 0 ? t("ruleVersion", { name: name || t("otherwise"), version }) : name || t("otherwise"),
  );
  return (
    <>
      <p>{facts.join(" · ")}</p>
      <p>{rules.length === 0 ? t("noRule") : format.list(rules)}</p>
    </>
  );
}

function WouldBe({ rehearsed }: { rehearsed: Rehearsed }) {
  const t = useTranslations("watch.ladder");
  const reasonOf = useDeliveryReason();
  const { lead, state, reason } = rehearsed;
  if (lead) {
    return (
      <p>{lead.number === null ? t("created", { company: lead.company }) : t("touched", { number: lead.number })}</p>
    );
  }
  const { words, details } = reasonOf({ state: state as DeliveryState, reason });
  return (
    <p>
      {t("none")} {words || details}
    </p>
  );
}

function Owner({ rehearsed }: { rehearsed: Rehearsed }) {
  const t = useTranslations("watch.ladder");
  const { lead } = rehearsed;
  if (!lead) return null;
  const { owner, ownerRule: rule } = lead;
  if (owner === "") return <p>{t("ownerNone")}</p>;
  if (lead.number !== null) return <p>{t("ownerKnown", { owner })}</p>;
  return <p>{rule !== "" ? t("ownerRule", { owner, rule }) : t("ownerDefault", { owner })}</p>;
}
