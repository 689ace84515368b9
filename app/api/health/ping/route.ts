export const dynamic = "force-dynamic";

/** Nothing but an answer: what this server can do at best, for measuring others against. */
export function GET(): Response {
  return new Response(null);
}

export { GET as POST };
