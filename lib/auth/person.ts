import type { Ctx } from "@/lib/core/ctx";

/** What signing in reads of somebody. */
export const personSelect = {
  id: true,
  email: true,
  userName: true,
  firstName: true,
  lastName: true,
  locale: true,
  timeZone: true,
  passwordHash: true,
  deactivatedAt: true,
  outAt: true,
  directory: { select: { via: true, key: true, account: true } },
} as const;

export type Person = {
  id: string;
  email: string;
  userName: string;
  firstName: string;
  lastName: string;
  locale: string;
  timeZone: string;
};

/** They are in, or still owe the code of their second factor: then `step` is what the code is brought with. */
export type Entry =
  { userId: string; sessionId: string; step?: undefined } | { userId: string; step: string; sessionId?: undefined };

/** They act themselves, and may do no more than what they proved. */
export function actingAs(ctx: Ctx, user: Person): Ctx {
  const actor = { type: "user", id: user.id, name: nameOf(user), email: user.email, roleKey: "" } as const;
  return {
    ...ctx,
    actor: { ...actor, companyIds: [], permissions: {}, fields: {}, locale: "", timeZone: "", sessionId: "" },
  };
}

export function nameOf(user: { firstName: string; lastName: string }): string {
  return `${user.firstName} ${user.lastName}`.trim();
}

export function subjectOf(user: { id: string; firstName: string; lastName: string }) {
  return { subjectId: user.id, subjectLabel: nameOf(user) };
}
