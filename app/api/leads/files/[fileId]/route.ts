import { Readable } from "node:stream";
import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { contentDisposition } from "@/lib/core/file-name";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { readFile } from "@/lib/leads/files/queries";
import { fileInput, isPicture, isShown } from "@/lib/leads/files/schema";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ fileId: string }> };

/**
 * A file, for whoever may see its lead at this moment. Pictures and PDFs are shown, everything else is handed over to be
 * saved; none of it is a page of ours, whatever is in it.
 */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const asked = fileInput.safeParse(await params);
    if (!asked.success) throw new Outcome("NOT_FOUND");
    const { file, open } = await readFile(ctxFor(actor, requestId, fromRequest("screen", request.headers)), asked.data);
    const isKnown = request.headers.get("if-none-match") === `"${file.digest}"`;
    return { file, bytes: isKnown ? null : await open() };
  });
  if (!result.ok) return Response.json({ code: result.code }, { status: STATUS[result.code] ?? 404 });
  const { file, bytes } = result.data;
  const headers = {
    "content-type": isShown(file.type) ? file.type : "application/octet-stream",
    "content-disposition": contentDisposition(isShown(file.type) ? "inline" : "attachment", file.name),
    "content-security-policy": isPicture(file.type) || !isShown(file.type) ? SANDBOX : PDF,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    // Kept by the browser, and asked for each time: rights change.
    "cache-control": "private, no-cache",
    etag: `"${file.digest}"`,
  };
  if (!bytes) return new Response(null, { status: 304, headers });
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: { ...headers, "content-length": String(file.size) },
  });
}

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, INTERNAL: 500 };
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const SANDBOX = `${NOTHING}; sandbox`;
/** In a sandbox a browser's own viewer doesn't start; it runs apart from the page's origin anyway. */
const PDF = `${NOTHING}; object-src 'self'; style-src 'unsafe-inline'`;
