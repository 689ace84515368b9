"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Card } from "@/components/ui/card";
import { Checkbox, CheckboxLine } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { allowMoveAction } from "@/lib/leads/vocabulary/actions";
import type { StatusTerm } from "@/lib/leads/vocabulary/schema";

type MovesProps = { statuses: readonly StatusTerm[] };

/** From where to where a lead may be moved by hand: a table on a desk, on a phone a list per status. Each tick takes effect at once. */
export function Moves({ statuses }: MovesProps) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const inUse = statuses.filter(({ active }) => active);
  const { isAllowed, setAllowed } = useMoves();
  const box = (from: StatusTerm, to: StatusTerm) => ({
    checked: isAllowed(from, to),
    onCheckedChange: (allowed: boolean) => {
      setAllowed(from, to, allowed);
    },
  });

  return (
    <Section title={t("movesTitle")} description={t("movesText")}>
      <Card className="max-lg:hidden">
        <Table label={t("movesTable")} className="w-auto">
          <TableHeader>
            <tr>
              <TableHead className="sticky left-0 z-10 align-bottom">{t("fromTo")}</TableHead>
              {inUse.map((to) => (
                <TableHead key={to.id} className="h-36 px-0 align-bottom last:pr-0">
                  <span className="mx-auto block w-9 pb-2 [writing-mode:sideways-lr] supports-not-[writing-mode:sideways-lr]:rotate-180 supports-not-[writing-mode:sideways-lr]:[writing-mode:vertical-rl]">
                    {label(to)}
                  </span>
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {inUse.map((from) => (
              <TableRow key={from.id}>
                <TableHead
                  scope="row"
                  className="sticky left-0 z-10 text-sm font-normal text-foreground group-last/row:border-b-0"
                >
                  <TonePill tone={isTone(from.tone) ? from.tone : "gray"}>{label(from)}</TonePill>
                </TableHead>
                {inUse.map((to) => (
                  <TableCell key={to.id} className="px-0 first:pl-0 last:pr-0">
                    {from.id !== to.id && (
                      <span className="grid place-items-center">
                        <Checkbox
                          aria-label={t("moveNamed", { from: label(from), to: label(to) })}
                          {...box(from, to)}
                        />
                      </span>
                    )}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card className="divide-y px-4 lg:hidden">
        {inUse.map((from) => {
          const others = inUse.filter(({ id }) => id !== from.id);
          const open = others.filter((to) => isAllowed(from, to)).length;
          return (
            <Disclosure
              key={from.id}
              className="py-1"
              summary={<TonePill tone={isTone(from.tone) ? from.tone : "gray"}>{label(from)}</TonePill>}
              note={open === others.length ? t("everywhere") : t("someWhere", { open, all: others.length })}
            >
              <div className="flex flex-col gap-2">
                {others.map((to) => (
                  <CheckboxLine key={to.id} label={label(to)} {...box(from, to)} />
                ))}
              </div>
            </Disclosure>
          );
        })}
      </Card>
    </Section>
  );
}

/** What was ticked a moment ago counts until the server has it, or has refused it. */
function useMoves() {
  const { run } = useRun();
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const keyOf = (from: StatusTerm, to: StatusTerm) => `${from.id} ${to.id}`;
  const isAllowed = (from: StatusTerm, to: StatusTerm) => chosen[keyOf(from, to)] ?? !from.barred.includes(to.key);

  async function send(from: StatusTerm, to: StatusTerm, allowed: boolean): Promise<void> {
    const key = keyOf(from, to);
    setChosen((before) => ({ ...before, [key]: allowed }));
    const done = await run(() => allowMoveAction({ fromId: from.id, toId: to.id, allowed }));
    if (done === undefined) setChosen(({ [key]: _refused, ...rest }) => rest);
  }

  return {
    isAllowed,
    setAllowed: (from: StatusTerm, to: StatusTerm, allowed: boolean) => void send(from, to, allowed),
  };
}
