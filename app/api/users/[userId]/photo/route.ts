import { Readable } from "node:stream";
import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { chunksOf } from "@/lib/core/files/body";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { setPhoto } from "@/lib/users/photos/commands";
import { readPhoto } from "@/lib/users/photos/queries";
import { photoInput, photoVersion } from "@/lib/users/photos/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { PhotoInput } from "@/lib/users/photos/schema";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ userId: string }> };

/** Somebody's photo, for whoever meets them here. Nothing of it is a page of ours, whatever is in it. */
export async function GET(request: Request, route: Route): Promise<Response> {
  const result = await asked(request, route, async (ctx, input) => {
    const { photo, open } = await readPhoto(ctx, input);
    const isKnown = request.headers.get("if-none-match") === `"${photo.digest}"`;
    return { photo, bytes: isKnown ? null : await open() };
  });
  if (!result.ok) return Response.json({ code: result.code }, { status: STATUS[result.code] ?? 404 });
  const { photo, bytes } = result.data;
  const isThisOne = new URL(request.url).searchParams.get("v") === photoVersion(photo.digest);
  const headers = {
    "content-type": photo.type,
    "content-disposition": "inline",
    "content-security-policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": isThisOne ? "private, max-age=604800, immutable" : "private, no-cache",
    etag: `"${photo.digest}"`,
  };
  if (!bytes) return new Response(null, { status: 304, headers });
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: { ...headers, "content-length": String(photo.size) },
  });
}

/** A photo in place of the one before, as the body's bytes. */
export async function POST(request: Request, route: Route): Promise<Response> {
  const result = await asked(request, route, async (ctx, { userId }) => {
    // A form of another site can't send this type without asking first.
    if (request.headers.get("content-type") !== "application/octet-stream" || !request.body)
      throw new Outcome("INVALID");
    const length = request.headers.get("content-length");
    const said = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
    await setPhoto(ctx, { userId, said, body: chunksOf(request.body) });
    return {};
  });
  const { ok, ...answer } = result;
  return Response.json(ok ? result.data : answer, {
    status: result.ok ? 200 : (STATUS[result.code] ?? 422),
    headers: { "cache-control": "no-store" },
  });
}

async function asked<T>(request: Request, { params }: Route, run: (ctx: Ctx, input: PhotoInput) => Promise<T>) {
  const requestId = newId();
  return attempt(requestId, async () => {
    if (request.method !== "GET" && isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    const input = photoInput.safeParse(await params);
    if (!input.success) throw new Outcome("NOT_FOUND");
    return run(ctxFor(actor, requestId, fromRequest("screen", request.headers)), input.data);
  });
}

const STATUS: Record<string, number> = {
  ...{ UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, PRECONDITION: 412, INTERNAL: 500 },
};
