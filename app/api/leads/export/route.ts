import { Readable } from "node:stream";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { wallClock } from "@/lib/core/wall-time";
import { workbookOf } from "@/lib/core/xlsx";
import { columnTitle, sheetColumns } from "@/lib/leads/exporting/cells";
import { exportLeads } from "@/lib/leads/exporting/commands";
import { csvOf } from "@/lib/leads/exporting/csv";
import { exportAddress } from "@/lib/leads/exporting/schema";
import type { ExportWords } from "@/lib/leads/exporting/cells";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, INVALID: 422, INTERNAL: 500 };
const TYPE = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** What the list shows, as a file: streamed, however long it is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const asked = parseInput(exportAddress, Object.fromEntries(new URL(request.url).searchParams));
    const made = await exportLeads(
      ctxFor(actor, requestId, fromRequest("screen", request.headers)),
      asked,
      await getLocale(),
    );
    return { made, format: asked.format, timeZone: actor.timeZone };
  });
  if (!result.ok) return Response.json(result, { status: STATUS[result.code] ?? 404 });
  const { made, format, timeZone } = result.data;
  const [t, locale] = await Promise.all([getTranslations("leads"), getLocale()]);
  const words: ExportWords = {
    column: (column) => columnTitle(column, made.choices, (own) => t(`column.${own}`)),
    priority: (priority) => t(`priorities.${priority as "normal"}`),
    yesNo: (value) => t(value ? "yes" : "no"),
    choices: made.choices,
    wall: wallClock(timeZone),
  };
  const columns = sheetColumns(made.columns, words);
  const body =
    format === "csv"
      ? csvOf(made, words, locale)
      : Readable.from(workbookOf(t("title"), columns, made.rows(words)), { objectMode: false });
  const day = new Date(words.wall(Date.now())).toISOString().slice(0, 10);
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      "content-type": TYPE[format],
      "content-disposition": `attachment; filename="leads-${day}.${format}"`,
      "cache-control": "no-store",
    },
  });
}
