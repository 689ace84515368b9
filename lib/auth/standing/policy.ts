/**
 * Whether somebody is one of the house at this moment, and whether they may act: said here and nowhere else. Every reader
 * takes one of these; leads, mails, keys, webhooks, addresses of calendars and lists of people that can be chosen alike.
 */
type Standing = { deactivatedAt: Date | null; outAt: Date | null };

/** Neither deactivated nor put out by the directory. Nothing is given to anybody else. */
export const isIn = ({ deactivatedAt, outAt }: Standing): boolean => deactivatedAt === null && outAt === null;
/** The same, to be asked for. */
export const IN = { deactivatedAt: null, outAt: null } as const;
export const NOT_IN = { OR: [{ deactivatedAt: { not: null } }, { outAt: { not: null } }] };
/** The same of a user `u`. */
export const IS_IN = `(u."deactivatedAt" is null and u."outAt" is null)`;

/** They have a link to choose a password and haven't used it, so they can't sign in; nobody else lets them in. Leads may be given to them. */
export const isInvited = ({
  passwordHash,
  directory,
}: {
  passwordHash: string | null;
  directory: object | null;
}): boolean => passwordHash === null && directory === null;
/** The same, to be asked for. */
export const INVITED = { passwordHash: null, directory: null } as const;
/** The same of a user `u`. */
export const IS_INVITED = `(u."passwordHash" is null and not exists (select 1 from "DirectoryPerson" d where d."userId" = u.id))`;

/** Why the directory doesn't let somebody in who is still there, as far as anybody knows: they have to prove it again. */
export const UNSEEN = "unseen";

/** Of a user `u`: one of the house whose way in is open. */
export const HAS_ACCESS = `(${IS_IN} and not exists (select 1 from "DirectoryPerson" d where d."userId" = u.id and d."outReason" = '${UNSEEN}'))`;
/** Of a user `u` with the role `r`: their role asks for a second factor, and they have none. */
export const OWES_SECOND_FACTOR = `(r."needsSecondFactor" and not exists (select 1 from "SecondFactor" f where f."userId" = u.id))`;
/**
 * Of a user `u` with the role `r`: they may act, so what acts in their name may too, and mails may tell them of leads. Whoever
 * owes the directory or their role a proof gives it at their next sign-in, so leads and tasks go on being given to them.
 */
export const MAY_ACT = `(${HAS_ACCESS} and not ${OWES_SECOND_FACTOR})`;

/** What `mayAct` asks of somebody. */
export const STANDING = {
  deactivatedAt: true,
  outAt: true,
  role: { select: { needsSecondFactor: true } },
  secondFactor: { select: { userId: true } },
  directory: { select: { outReason: true } },
} as const;
export type Acting = Standing & {
  role: { needsSecondFactor: boolean };
  secondFactor: object | null;
  directory: { outReason: string } | null;
};

export const owesSecondFactor = ({ role, secondFactor }: Pick<Acting, "role" | "secondFactor">): boolean =>
  role.needsSecondFactor && secondFactor === null;

/** The same as `MAY_ACT`: what keeps somebody from acting, if anything does. */
export function keptBy(user: Acting): "out" | "owes" | null {
  if (!isIn(user) || user.directory?.outReason === UNSEEN) return "out";
  return owesSecondFactor(user) ? "owes" : null;
}
