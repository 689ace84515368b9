import { authorize } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { cellsOf, exportColumns } from "@/lib/leads/exporting/cells";
import { leadsExported } from "@/lib/leads/exporting/events";
import { isUseful, moreColumns } from "@/lib/leads/list/columns/schema";
import { orderedIds, wholeRows } from "@/lib/leads/list/queries";
import { listQuery } from "@/lib/leads/list/schema";
import { exactView, shownView } from "@/lib/leads/list/view/queries";
import { visibleLeads } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { SheetCell } from "@/lib/core/xlsx";
import type { ExportColumn, ExportWords } from "@/lib/leads/exporting/cells";
import type { ExportAddress } from "@/lib/leads/exporting/schema";
import type { ListChoices } from "@/lib/leads/list/schema";
import type { ShownView } from "@/lib/leads/list/view/queries";

/** As many as a sheet has room for. */
const MOST_ROWS = 1_000_000;
const BATCH = 500;

export type LeadsExport = {
  columns: ExportColumn[];
  choices: ListChoices;
  rows: (words: ExportWords) => AsyncGenerator<SheetCell[]>;
};

/** In the order of the list; of what only resembles what was typed, the likest first, as there. */
async function exportedIds(ctx: Ctx, view: ShownView): Promise<string[]> {
  const ids = await orderedIds(ctx, { ...view, order: view.list }, MOST_ROWS);
  const likest = new Map(view.similar.map(({ id }, place) => [id, place]));
  return likest.size === 0 ? ids : ids.toSorted((a, b) => (likest.get(a) ?? 0) - (likest.get(b) ?? 0));
}

/**
 * What the list shows, as far as the actor may take it out. Which leads and in which order is settled now; each is read
 * as it is when its turn comes, and left out if it can't be seen any more. Who took out what is told before the first row.
 */
export async function exportLeads(
  ctx: Ctx,
  { format, ...params }: ExportAddress,
  locale: string,
): Promise<LeadsExport> {
  authorize(ctx, "lead.export");
  const view = await shownView(ctx, await exactView(ctx, params, locale));
  const places = view.columns.filter((place) => isUseful(place, view.choices));
  const columns = exportColumns(places, view.choices);
  const condition = { all: [visibleLeads(ctx.actor, "lead.export"), view.condition] };
  const ids = await exportedIds(ctx, { ...view, condition });
  const query = listQuery({ ...view.list, columns: "", view: "" });
  await mutate(ctx, (_tx, emit) => {
    emit(leadsExported, {
      subjectId: newId(),
      subjectLabel: format.toUpperCase(),
      payload: { query, format, rows: ids.length, columns },
    });
    return Promise.resolve();
  });

  const more = moreColumns(places);
  async function* rows(words: ExportWords) {
    for (let at = 0; at < ids.length; at += BATCH) {
      const found = await wholeRows(ctx, { ...view, condition, ids: ids.slice(at, at + BATCH), more });
      for (const row of found) yield cellsOf(row, columns, words);
    }
  }
  return { columns, choices: view.choices, rows };
}
