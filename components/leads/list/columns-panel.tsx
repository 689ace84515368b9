"use client";

import { ChevronDown, ChevronUp, Minus, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useColumnWords } from "@/components/leads/list/column-words";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { useGivenWay } from "@/components/leads/list/use-given-way";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";
import { FIXED_COLUMNS, LIST_COLUMNS, NARROWEST, WIDEST, isUseful, usualWidth } from "@/lib/leads/list/columns/schema";
import type { ColumnPlace, ListColumn } from "@/lib/leads/list/columns/schema";

const STEP = 24;
const NONE: readonly ListColumn[] = [];

/** Which columns, in which order and how wide: by keys and by thumb too. */
export function ColumnsPanel() {
  const t = useTranslations("leads");
  const format = useFormatter();
  const { choices, columns, arrange } = useListNavigation();
  const nameOf = useColumnWords(choices);
  const { places } = columns;
  const shown = places.filter((place) => isUseful(place, choices));
  const all: ListColumn[] = [...LIST_COLUMNS, ...(choices.fields ?? []).map(({ name }) => name)];
  const away = useGivenWay(columns.arranged ? NONE : shown.map(({ key }) => key));
  const hidden = all.filter((key) => isUseful({ key }, choices) && places.every((place) => place.key !== key));

  function move(place: ColumnPlace, by: -1 | 1) {
    const neighbour = shown[shown.indexOf(place) + by];
    if (!neighbour) return;
    const rest = places.filter((one) => one !== place);
    const at = rest.indexOf(neighbour) + (by === 1 ? 1 : 0);
    arrange(rest.toSpliced(at, 0, place));
    announce(t("columnMoved", { column: nameOf(place.key), place: shown.indexOf(place) + by + 1 }));
  }
  function widen(place: ColumnPlace, by: number) {
    const width = Math.min(WIDEST, Math.max(NARROWEST, (place.width ?? usualWidth(place.key)) + by));
    arrange(places.map((one) => (one === place ? { ...place, width } : one)));
    announce(t("columnWidth", { column: nameOf(place.key), width }));
  }

  return (
    <div className="flex max-h-[min(34rem,80dvh)] flex-col">
      {away.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-b p-3 text-sm text-muted-foreground">
          <p>{t("columnsAway", { count: away.length, columns: format.list(away.map(nameOf)) })}</p>
          <Button
            size="sm"
            onClick={() => {
              arrange(places);
            }}
          >
            {t("columnsShowAway")}
          </Button>
        </div>
      )}
      <ul aria-label={t("columnsShown")} className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        {shown.map((place, index) => {
          const name = nameOf(place.key);
          return (
            <li key={place.key} className="flex items-center gap-0.5 rounded-sm py-0.5 pl-1.5 hover:bg-hover">
              <CheckboxLine
                className="min-w-0 flex-1"
                label={name}
                checked
                disabled={FIXED_COLUMNS.includes(place.key)}
                onCheckedChange={() => {
                  arrange(places.filter((one) => one !== place));
                }}
              />
              <IconButton
                size="sm"
                label={t("columnNarrower", { column: name })}
                onClick={() => {
                  widen(place, -STEP);
                }}
              >
                <Minus aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={t("columnWider", { column: name })}
                onClick={() => {
                  widen(place, STEP);
                }}
              >
                <Plus aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={t("columnUp", { column: name })}
                disabled={index === 0}
                onClick={() => {
                  move(place, -1);
                }}
              >
                <ChevronUp aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={t("columnDown", { column: name })}
                disabled={index === shown.length - 1}
                onClick={() => {
                  move(place, 1);
                }}
              >
                <ChevronDown aria-hidden />
              </IconButton>
            </li>
          );
        })}
        <li className="mt-2 mb-1 border-t px-1.5 pt-2 text-xs font-medium text-muted-foreground">
          {t("columnsHidden")}
        </li>
        {hidden.map((key) => (
          <li key={key} className="rounded-sm py-1 pl-1.5 hover:bg-hover">
            <CheckboxLine
              label={nameOf(key)}
              checked={false}
              onCheckedChange={() => {
                // The buttons to reach somebody stay at the end.
                const last = places.at(-1)?.key === "contact" ? places.length - 1 : places.length;
                arrange(places.toSpliced(last, 0, { key, width: null }));
              }}
            />
          </li>
        ))}
      </ul>
      <div className="border-t p-2">
        <Button
          size="sm"
          variant="ghost"
          disabled={!columns.arranged}
          onClick={() => {
            arrange(null);
          }}
        >
          {t("columnsReset")}
        </Button>
      </div>
    </div>
  );
}
