import { env } from "@/lib/core/env";
import { calendarAt } from "@/lib/leads/tasks/feed/queries";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** Somebody's tasks for their calendar program. Whoever has the address reads it; an unknown one doesn't exist. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const baseUrl = env().PUBLIC_URL ?? new URL(request.url).origin;
  const calendar = await calendarAt(token.replace(/\.ics$/, ""), baseUrl, new Date());
  if (calendar === null) return new Response("Not found", { status: 404 });
  return new Response(calendar, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="tasks.ics"',
      "cache-control": "private, no-store",
    },
  });
}
