import { Readable } from "node:stream";
import { getTranslations } from "next-intl/server";
import { noteWords } from "@/components/intake/imports/note-words";
import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { takeResult } from "@/lib/intake/importing/results/commands";
import { importInput } from "@/lib/intake/importing/schema";
import type { ResultWords } from "@/lib/intake/importing/results/queries";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, INTERNAL: 500 };

type Route = { params: Promise<{ importId: string }> };

/** What became of each row, as a file for a spreadsheet. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const asked = importInput.safeParse(await params);
    if (!asked.success) throw new Outcome("NOT_FOUND");
    return takeResult(
      ctxFor(actor, requestId, fromRequest("screen", request.headers)),
      asked.data,
      await wordsOfResult(),
    );
  });
  if (!result.ok) return Response.json({ code: result.code }, { status: STATUS[result.code] ?? 404 });
  const { csv, fileName } = result.data;
  const name = `${fileName.replace(/\.\w{1,5}$/, "")}-resultado.csv`;
  return new Response(Readable.toWeb(csv) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    },
  });
}

async function wordsOfResult(): Promise<ResultWords> {
  const t = await getTranslations("imports");
  return {
    head: { line: t("line"), outcome: t("outcome"), reason: t("reason"), lead: t("lead") },
    outcome: (key) => t(`outcomes.${key as "new"}`),
    notReached: t("notReachedRow"),
    note: (note) => noteWords(t, note),
    undo: (undo, reason) => {
      const [why = "", fields = ""] = reason.split(":");
      if (undo === "undone") return t("undone");
      const said = fields.split(",").map((field) => (field ? t(`fields.${field as "email"}`) : ""));
      return t(`kept.${why as "worked"}`, { fields: said.join(", ") });
    },
  };
}
