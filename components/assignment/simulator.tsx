"use client";

import { FlaskConical, Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useSimulation } from "@/components/assignment/use-simulation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Spinner } from "@/components/ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDuration, formatNumber } from "@/lib/core/format";
import type { Draft } from "@/components/assignment/rule";
import type { Simulation } from "@/lib/assignment/simulating/schema";

const DAYS = ["30", "90"] as const;
const ASSUMPTIONS = ["calendars", "closing", "before", "results", "response"] as const;

type SimulatorProps = { draft: Draft; changed: boolean; disabled: boolean };

/** What the rules as they are on the screen would have made of past leads. Nothing is written. */
export function Simulator({ draft, changed, disabled }: SimulatorProps) {
  const t = useTranslations("assignment.simulator");
  const locale = useLocale();
  const [days, setDays] = useState<(typeof DAYS)[number]>("30");
  const { running, simulation, failure, start, stop } = useSimulation();
  const isOld = simulation !== undefined && simulation.draft !== JSON.stringify(draft);
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className="font-medium">{t("title")}</h3>
        <p className="text-sm text-muted-foreground">{t(changed ? "hintChanged" : "hint")}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={t("period")}
          segments={DAYS.map((value) => ({ value, label: t("days", { days: Number(value) }) }))}
          value={days}
          onValueChange={setDays}
        />
        {running ? (
          <Button size="sm" onClick={stop}>
            <Square aria-hidden />
            {t("stop")}
          </Button>
        ) : (
          <Button size="sm" disabled={disabled} onClick={() => void start(draft, Number(days))}>
            <FlaskConical aria-hidden />
            {t("start")}
          </Button>
        )}
        {running && <Spinner />}
        <p aria-live="polite" className="text-sm text-muted-foreground">
          {running && t("running", { leads: formatNumber(running.leads, { locale }) })}
          {isOld && t("old")}
        </p>
      </div>
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      {simulation && <Result simulation={simulation.result} />}
      <Disclosure summary={t("assumptions")}>
        <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-muted-foreground">
          {ASSUMPTIONS.map((key) => (
            <li key={key}>{t(`assumption.${key}`)}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function Result({ simulation }: { simulation: Simulation }) {
  const t = useTranslations("assignment.simulator");
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, { locale });
  const time = (minutes: number) => formatDuration(minutes * 60, { locale });
  const { leads, unspoken, waited, waiting, medianWait, longestWait, people, unowned, rules } = simulation;
  const nobodys = unowned.now + unowned.then > 0 ? [{ id: "", name: t("nobody"), ...unowned }] : [];
  if (leads === 0) return <p className="text-sm text-muted-foreground">{t("nothing")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1 text-sm">
        <li>{t("looked", { leads: number(leads), unspoken: number(unspoken) })}</li>
        <li>
          {waited === 0
            ? t("noneWaited")
            : t("waited", { waited: number(waited), median: time(medianWait), longest: time(longestWait) })}
          {waiting > 0 && ` ${t("stillWaiting", { waiting: number(waiting) })}`}
        </li>
      </ul>
      <Table label={t("perPerson")}>
        <TableHeader>
          <TableRow>
            <TableHead>{t("person")}</TableHead>
            <TableHead className="text-right">{t("now")}</TableHead>
            <TableHead className="text-right">{t("then")}</TableHead>
            <TableHead className="text-right">{t("difference")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {[...people, ...nobodys].map((one) => (
            <TableRow key={one.id}>
              <TableCell className={one.id === "" ? "text-muted-foreground" : ""}>{one.name}</TableCell>
              <TableCell className="text-right tabular-nums">{number(one.now)}</TableCell>
              <TableCell className="text-right font-medium tabular-nums">{number(one.then)}</TableCell>
              <TableCell className="text-right text-muted-foreground tabular-nums">
                {one.then === one.now
                  ? "–"
                  : `${one.then > one.now ? "+" : "−"}${number(Math.abs(one.then - one.now))}`}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rules.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {rules.map(({ place, name, leads: given }) => (
            <li key={place}>{t("byRule", { place, name, leads: number(given) })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
