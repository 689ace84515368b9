import { authorize } from "@/lib/core/ctx";
import { notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { ORGANISATION_SUBJECT, organisationUpdated } from "@/lib/settings/events";
import { organisation } from "@/lib/settings/queries";
import { addUser, freeUserName } from "@/lib/users/commands";
import { accessApproved, accessRefused } from "@/lib/users/events";
import { sendInvitation } from "@/lib/users/links/commands";
import { suggestUserName } from "@/lib/users/naming/schema";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { ApproveRequestInput } from "@/lib/users/requests/schema";
import type { Handed } from "@/lib/users/schema";

/** Makes the user who asked, with a role and companies that the one who decides may give, and invites them. */
export async function approveRequest(ctx: Ctx, input: ApproveRequestInput): Promise<{ id: string } & Handed> {
  authorize(ctx, "user.manage");
  const { timeZone } = await organisation();
  return mutate(ctx, async (tx, emit) => {
    const request = await takeUp(ctx, tx, input.requestId);
    const { firstName, lastName, email, locale } = request;
    const userName = await freeUserName(tx, suggestUserName(request) || "user");
    const person = { firstName, lastName, email, userName, locale: locale === "en" ? "en" : "es", timeZone } as const;
    const { roleId, companyIds } = input;
    const id = await addUser(ctx, tx, emit, { ...person, phone: "", jobTitle: "", roleId, companyIds });
    emit(accessApproved, { subjectId: request.id, subjectLabel: fullName(request), payload: { userId: id } });
    return { id, ...(await sendInvitation(ctx, tx, { ...person, id })) };
  });
}

/** All of them that still wait; of the others somebody decided first. Whoever asked isn't told. */
export async function refuseRequests(
  ctx: Ctx,
  { requestIds }: { requestIds: string[] },
): Promise<{ refused: number; missed: number }> {
  authorize(ctx, "user.manage");
  return mutate(ctx, async (tx, emit) => {
    const refused = await tx.accessRequest.updateManyAndReturn({
      where: { id: { in: requestIds }, state: "waiting" },
      data: { state: "refused", decidedAt: ctx.now() },
    });
    if (refused.length === 0) throw precondition("requestDecided");
    for (const request of refused)
      emit(accessRefused, { subjectId: request.id, subjectLabel: fullName(request), payload: {} });
    return { refused: refused.length, missed: new Set(requestIds).size - refused.length };
  });
}

/** Of two who decide at once, the second is told that it was decided. */
async function takeUp(ctx: Ctx, tx: Tx, requestId: string) {
  const request = await tx.accessRequest.findUnique({ where: { id: requestId } });
  if (!request || request.state === "unconfirmed") throw notFound();
  const { count } = await tx.accessRequest.updateMany({
    where: { id: requestId, state: "waiting" },
    data: { state: "approved", decidedAt: ctx.now() },
  });
  if (count === 0) throw precondition("requestDecided");
  return request;
}

/** Whether people without an account may ask for one; off at first. */
export async function takeRequests(ctx: Ctx, { open }: { open: boolean }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.organisation.updateMany({
      where: { id: 1, takesRequests: !open },
      data: { takesRequests: open },
    });
    if (count === 0) throw precondition("unchanged");
    const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 }, select: { name: true } });
    const changes = { takesRequests: { from: !open, to: open } };
    emit(organisationUpdated, { subjectId: ORGANISATION_SUBJECT, subjectLabel: name, payload: {}, changes });
  });
}
