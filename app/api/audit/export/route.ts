import { Readable, pipeline } from "node:stream";
import { stringify } from "csv-stringify";
import { getLocale, getTranslations } from "next-intl/server";
import { viaOf, whatOf, whoOf } from "@/components/audit/entry-words";
import { exportLog } from "@/lib/audit/exporting/commands";
import { readAudit } from "@/lib/audit/search-params";
import { currentActor } from "@/lib/auth/session";
import { csvSeparator, unformulated } from "@/lib/core/csv";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { invalid, Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { wallClock } from "@/lib/core/wall-time";
import type { AuditEntry } from "@/lib/audit/queries";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, INVALID: 400, INTERNAL: 500 };

const COLUMNS = [
  ...["number", "recorded", "occurred", "who", "whoKind", "what", "event", "aboutKind", "about", "aboutId"],
  ...["changes", "details", "via", "address", "device", "request"],
] as const;

/** The log as the screen is filtered, as a file: streamed, however long it is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const { filter, notUnderstood } = readAudit(Object.fromEntries(new URL(request.url).searchParams));
    if (notUnderstood.length > 0) throw invalid(Object.fromEntries(notUnderstood.map((key) => [key, "notValid"])));
    const ctx = ctxFor(actor, requestId, fromRequest("screen", request.headers));
    return { batches: await exportLog(ctx, filter), timeZone: actor.timeZone };
  });
  if (!result.ok) return Response.json(result, { status: STATUS[result.code] ?? 404 });
  const { batches, timeZone } = result.data;
  const [t, locale] = await Promise.all([getTranslations("audit"), getLocale()]);
  const wall = wallClock(timeZone);
  const at = (moment: Date) => new Date(wall(moment.getTime())).toISOString().slice(0, 19).replace("T", " ");
  const json = (value: object) => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));
  const cells = (entry: AuditEntry): string[] => [
    entry.seq,
    at(entry.recordedAt),
    at(entry.occurredAt),
    whoOf(entry, t),
    entry.actorType,
    whatOf(entry.name, { t }),
    entry.name,
    entry.subjectType,
    entry.subjectLabel,
    entry.subjectId,
    json(entry.changes),
    json(entry.payload),
    viaOf(entry.via, t),
    entry.address ?? "",
    entry.userAgent ?? "",
    entry.requestId,
  ];
  const lines = async function* () {
    yield COLUMNS.map((column) => t(`columns.${column as "number"}`));
    for await (const batch of batches) for (const entry of batch) yield cells(entry).map(unformulated);
  };
  // The byte order mark tells Excel that it is UTF-8.
  const csv = stringify({ bom: true, delimiter: csvSeparator(locale), record_delimiter: "windows" });
  pipeline(Readable.from(lines()), csv, () => undefined);
  return new Response(Readable.toWeb(csv) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="audit-${at(new Date()).slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}
