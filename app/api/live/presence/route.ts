import { defineRoute } from "@/lib/auth/define-action";
import { bePresent } from "@/lib/leads/presence/queries";
import { presenceInput } from "@/lib/leads/presence/schema";

const say = defineRoute({ input: presenceInput, run: bePresent });

/**
 * "I am here", said every few seconds by a window that shows a lead; the answer is who else is. That there is no such lead
 * or no such session any more is an answer here, not an error: 205 asks to say no more.
 */
export async function POST(request: Request, route: { params: Promise<Record<string, string>> }): Promise<Response> {
  const answer = await say(request, route);
  return answer.status === 404 || answer.status === 401 ? new Response(null, { status: 205 }) : answer;
}
