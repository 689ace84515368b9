import { Readable, pipeline } from "node:stream";
import { stringify } from "csv-stringify";
import { getLocale, getTranslations } from "next-intl/server";
import { changesIn, factsIn } from "@/components/audit/change-words";
import { viaOf, whatOf, whoOf } from "@/components/audit/entry-words";
import { exportLog } from "@/lib/audit/exporting/commands";
import { labelsIn } from "@/lib/audit/naming/queries";
import { readAudit } from "@/lib/audit/search-params";
import { currentActor } from "@/lib/auth/session";
import { csvSeparator, unformulated } from "@/lib/core/csv";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { invalid, Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { wallClock } from "@/lib/core/wall-time";
import type { EntryWords } from "@/components/audit/change-words";
import type { AuditEntry } from "@/lib/audit/queries";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, INVALID: 400, INTERNAL: 500 };

const COLUMNS = [
  ...["number", "recorded", "occurred", "who", "whoKind", "what", "event", "aboutKind", "about", "aboutId"],
  ...["changes", "details", "via", "address", "device", "request", "changesData", "detailsData"],
] as const;

/**
 * The log as the screen is filtered, as a file: streamed, however long it is. In the reader's words, as on the screen; beside
 * them an event's name, ids, and what it changed and says as it is kept, for a program.
 */
export async function GET(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const { filter, notUnderstood } = readAudit(Object.fromEntries(new URL(request.url).searchParams));
    if (notUnderstood.length > 0) throw invalid(Object.fromEntries(notUnderstood.map((key) => [key, "notValid"])));
    const ctx = ctxFor(actor, requestId, fromRequest("screen", request.headers));
    return { ctx, batches: await exportLog(ctx, filter), timeZone: actor.timeZone };
  });
  if (!result.ok) return Response.json(result, { status: STATUS[result.code] ?? 404 });
  const { ctx, batches, timeZone } = result.data;
  const [t, all, locale] = await Promise.all([getTranslations("audit"), getTranslations(), getLocale()]);
  const wall = wallClock(timeZone);
  const at = (moment: Date) => new Date(wall(moment.getTime())).toISOString().slice(0, 19).replace("T", " ");
  const json = (value: object) => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));
  const cells = (entry: AuditEntry, words: EntryWords): string[] => [
    entry.seq,
    at(entry.recordedAt),
    at(entry.occurredAt),
    whoOf(entry, t),
    codeIn("actors", entry.actorType, words),
    whatOf(entry.name, { t }),
    entry.name,
    codeIn("subjects", entry.subjectType, words),
    entry.subjectLabel,
    entry.subjectId,
    changesIn(entry, words)
      .map(({ field, from, to }) => `${field}: ${from} → ${to}`)
      .join("; "),
    factsIn(entry, words)
      .map(({ term, value }) => `${term}: ${value}`)
      .join("; "),
    viaOf(entry.via, t),
    entry.address ?? "",
    entry.userAgent ?? "",
    entry.requestId,
    json(entry.changes),
    json(entry.payload),
  ];
  const lines = async function* () {
    yield COLUMNS.map((column) => t(`columns.${column as "number"}`));
    for await (const batch of batches) {
      const words = { t, all, to: { locale, timeZone }, labels: await labelsIn(ctx, batch, locale) };
      for (const entry of batch) yield cells(entry, words).map(unformulated);
    }
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

function codeIn(place: "actors" | "subjects", code: string, { t }: EntryWords): string {
  const key = `${place}.${code}` as "actors.user";
  return t.has(key) ? t(key) : code;
}
