"use client";

import { ArrowUp, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { useSelection } from "@/components/leads/bulk/use-selection";
import { forgetOpened, keepOpened } from "@/components/leads/kept-list";
import { LeadRowView } from "@/components/leads/list/lead-row";
import { ListCount } from "@/components/leads/list/list-count";
import { ListEnd } from "@/components/leads/list/list-end";
import { ListHead } from "@/components/leads/list/list-head";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { SimilarNote } from "@/components/leads/list/similar-note";
import { TableFrame } from "@/components/leads/list/table-frame";
import { useLeadKeys } from "@/components/leads/list/use-lead-keys";
import { useLeadRows } from "@/components/leads/list/use-lead-rows";
import { useMinute } from "@/components/leads/list/use-minute";
import "@/components/leads/list/lead-table.css";
import { Button } from "@/components/ui/button";
import { TableHead } from "@/components/ui/table";
import { announce } from "@/components/ui/live-region";
import { useLoadEarly } from "@/components/ui/use-load-early";
import { cn } from "@/lib/core/cn";
import { isUseful } from "@/lib/leads/list/columns/schema";
import { listQuery } from "@/lib/leads/list/schema";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FormatFor } from "@/lib/core/format";
import type { BulkKind } from "@/components/leads/bulk/bulk-bar";
import type { Change } from "@/components/leads/list/lead-change";
import type { ShownRow } from "@/components/leads/list/use-lead-rows";
import type { LeadCount, LeadList as Asked, LeadPage } from "@/lib/leads/list/schema";

const loadChange = () => import("@/components/leads/list/lead-change").then((file) => ({ default: file.LeadChange }));
const LeadChange = lazyPart(loadChange);

const BulkBar = lazyPart(() => import("@/components/leads/bulk/bulk-bar").then((file) => ({ default: file.BulkBar })));
const BulkDialog = lazyPart(() =>
  import("@/components/leads/bulk/bulk-dialog").then((file) => ({ default: file.BulkDialog })),
);

const NO_FIELDS: readonly FieldView[] = [];

type LeadListProps = {
  /** What the first page was read for. */
  asked: Asked;
  first: LeadPage;
  counted: Promise<LeadCount>;
  now: string;
  to: FormatFor;
  /** Stands instead of the table when there is nothing in it. */
  empty: React.ReactNode;
  /** Many at once. */
  mayChangeMany?: boolean;
};

/** The rows: read on while one scrolls, moved through by keys, worked in place, kept true by what is heard. */
export function LeadList({ asked, first, counted, now, to, empty, mayChangeMany = false }: LeadListProps) {
  const t = useTranslations("leads");
  const { choices, pending, go, columns } = useListNavigation();
  const query = listQuery(asked);
  const { rows, next, similar, loading, failed, fresh, returned, count, left, more, restart, patch, reread } =
    useLeadRows(first, asked, choices.meId, (happened) => {
      if ("fresh" in happened) announce(t("newLeads", { count: happened.fresh }));
      else if ("returned" in happened) announce(t("showReturned", { count: happened.returned }));
      else announce(t("leftList", { leads: happened.gone.join(", ") }));
    });
  const places = useMemo(() => columns.places.filter((place) => isUseful(place, choices)), [columns, choices]);
  const ids = rows.map(({ id }) => id);
  const choosing = useSelection(listQuery({ ...asked, columns: "", view: "" }), ids);
  const [bulk, setBulk] = useState<BulkKind | null>(null);
  const [change, setChange] = useState<Change | null>(null);
  const [changing, setChanging] = useState(false);
  const news = fresh > 0 || returned > 0;
  const body = useRef<HTMLTableSectionElement>(null);
  const minute = useMinute(now);
  useLoadEarly(loadChange);

  function startChange(kind: Change["kind"], row: ShownRow, anchor: HTMLElement) {
    const active = document.activeElement;
    const focus = active instanceof HTMLElement && body.current?.contains(active) ? active : anchor;
    setChange({ kind, row, anchor, focus });
    setChanging(true);
  }
  useLeadKeys(body, (kind, id, anchor) => {
    const row = rows.find((one) => one.id === id);
    if (row?.can[kind === "owner" ? "assign" : kind]) startChange(kind, row, anchor);
  });

  useEffect(() => {
    if (!left?.opened) return;
    const { number, scrollY } = left.opened;
    forgetOpened();
    // After the router's own scrolling to the top.
    const frame = requestAnimationFrame(() => {
      window.scrollTo({ top: scrollY });
      const link = body.current?.querySelector<HTMLElement>(`[data-row-link="${number}"]`);
      link?.focus({ preventScroll: true });
      link?.closest("tr")?.scrollIntoView({ block: "nearest" });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [left]);

  function fromTheTop() {
    void restart().then(() => {
      window.scrollTo({ top: 0 });
    });
  }
  /** Who wrote again stands first where the last activity comes first; by the day they first came they may be far down. */
  function showReturned() {
    if (asked.sort === "activity" && asked.dir === "desc") fromTheTop();
    else go({ sort: "activity", dir: "desc" });
  }

  /** Where the screen stood when a lead was opened out of the list. */
  function keepPlace(event: React.MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row-link]") : null;
    if (link) keepOpened(query, choices.meId, Number(link.dataset["rowLink"]), window.scrollY);
  }

  function choose(event: React.MouseEvent) {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    const id = box?.dataset["choose"];
    if (id !== undefined) choosing.toggle(id, !choosing.isChosen(id));
  }

  return (
    <div className={cn("transition-opacity duration-150", pending && "opacity-60")} aria-busy={pending}>
      {/* In its own line, so that nothing of what is read is covered or moved when something new is announced. */}
      <div
        className={cn(
          "-mx-4 flex h-9 items-center gap-3 px-4 text-sm text-muted-foreground md:mx-0 md:px-1",
          news && "sticky top-13 z-20 bg-background md:top-0",
        )}
      >
        <span>
          {similar && rows.length > 0 ? (
            t(similar === "most" ? "mostSimilar" : "allSimilar", { count: rows.length })
          ) : (
            <ListCount first={counted} now={count} to={to} />
          )}
        </span>
        {fresh > 0 && (
          <Button size="sm" variant="primary" className="rounded-full px-3" onClick={fromTheTop}>
            <ArrowUp aria-hidden />
            {t("showNew", { count: fresh })}
          </Button>
        )}
        {returned > 0 && (
          <Button size="sm" className="rounded-full px-3" onClick={showReturned}>
            {t("showReturned", { count: returned })}
          </Button>
        )}
      </div>
      {similar && rows.length > 0 && <SimilarNote typed={asked.q} likestFirst />}
      {rows.length === 0 ? (
        empty
      ) : (
        <>
          <TableFrame places={places} arranged={columns.arranged}>
            <caption className="sr-only">{t("tableName")}</caption>
            <ListHead
              columns={places}
              under={news}
              byLikeness={similar !== false}
              choose={
                mayChangeMany && (
                  <TableHead className="c-choose first:rounded-tl-lg">
                    <input
                      type="checkbox"
                      aria-label={t("bulk.chooseShown")}
                      checked={choosing.any && ids.every(choosing.isChosen)}
                      onChange={(event) => {
                        choosing.toggleShown(event.currentTarget.checked);
                      }}
                    />
                  </TableHead>
                )
              }
            />
            <tbody ref={body} onClickCapture={keepPlace} onClick={choose}>
              {rows.map((row) => (
                <LeadRowView
                  key={row.id}
                  row={row}
                  columns={places}
                  statuses={choices.statuses}
                  types={choices.types}
                  fields={choices.fields ?? NO_FIELDS}
                  now={minute}
                  to={to}
                  query={query}
                  onChange={startChange}
                  onContact={patch}
                  chosen={mayChangeMany ? choosing.isChosen(row.id) : undefined}
                />
              ))}
            </tbody>
          </TableFrame>
          {choosing.any && (
            <Suspense fallback={null}>
              <BulkBar
                count={choosing.count}
                but={choosing.but}
                shown={ids.length}
                counted={counted}
                now={count}
                to={to}
                onAll={similar ? null : choosing.chooseAll}
                onClear={choosing.clear}
                onKind={setBulk}
              />
            </Suspense>
          )}
          <ListEnd more={next === null ? null : more} loading={loading} failed={failed} shown={rows.length} />
        </>
      )}
      {rows.length === 0 && failed && (
        <Button onClick={() => void restart()}>
          <RotateCw aria-hidden />
          {t("readAgain")}
        </Button>
      )}
      {bulk && (
        <Suspense fallback={null}>
          <BulkDialog
            kind={bulk}
            selection={choosing.selection}
            onClose={() => {
              setBulk(null);
            }}
            onStarted={() => {
              setBulk(null);
              choosing.clear();
            }}
          />
        </Suspense>
      )}
      {change && (
        <Suspense fallback={null}>
          <LeadChange
            change={change}
            open={changing}
            onOpenChange={setChanging}
            patch={patch}
            reread={(id) => {
              reread([id]).catch(() => undefined);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
