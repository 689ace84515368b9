import { forbidden } from "@/lib/core/errors";
import { hiddenIn, rightIn } from "@/lib/core/permissions";
import type { Tx } from "@/lib/core/db";
import type { FromWhere } from "@/lib/core/from-where";
import type { FieldRight, FieldRights, Permission, Scope, SensitiveField } from "@/lib/core/permissions";

export type UserActor = {
  type: "user";
  id: string;
  name: string;
  email: string;
  roleKey: string;
  companyIds: readonly string[];
  permissions: Readonly<Partial<Record<Permission, Scope>>>;
  /** The fields of leads that they are kept from. */
  fields: FieldRights;
  locale: string;
  timeZone: string;
  sessionId: string;
};

/** A program that came in with a key: what the key was given, as far as its maker may do it. */
export type KeyActor = {
  type: "apiKey";
  id: string;
  name: string;
  companyIds: readonly string[];
  permissions: Readonly<Partial<Record<Permission, Scope>>>;
  fields: FieldRights;
  /** Where what it posts goes, unless it says otherwise. */
  sourceId: string | null;
};

/** `key`: through which an arrival came in; what is done with it is told as the key's doing. */
type SourceActor = { type: "source"; id: string; name: string; key?: { id: string; name: string } };

/** Who acts. A job, the operator's shell and a source act with every permission: their doors decided already. */
export type Actor = UserActor | KeyActor | SourceActor | { type: "system"; name: string };

export type Ctx = {
  actor: Actor;
  requestId: string;
  /** The time this happens at: the clock's, or the past's for history. */
  now: () => Date;
  /** True for what happened long ago and is told only now: it starts no alert, no clock, no assignment. */
  history: boolean;
  /** From where, unless it is the server's own doing. */
  from?: FromWhere;
  /** Set inside a transaction; commands called with it join. */
  tx?: Tx;
};

export function systemCtx(name: string, more: Partial<Ctx> = {}): Ctx {
  return { actor: { type: "system", name }, requestId: name, now: () => new Date(), history: false, ...more };
}

/** People and keys may do what they were given; all others do everything. */
export function hasRights(actor: Actor): actor is UserActor | KeyActor {
  return actor.type === "user" || actor.type === "apiKey";
}

export function scopeOf(actor: Actor, permission: Permission): Scope | undefined {
  return hasRights(actor) ? actor.permissions[permission] : "any";
}

/** Whether the actor sees and changes this field of leads; how far they may change leads at all is another question. */
export function fieldRight(actor: Actor, field: SensitiveField): FieldRight {
  return hasRights(actor) ? rightIn(actor.fields, field) : "write";
}

/** The fields of leads that don't exist for the actor. */
export function hiddenFields(actor: Actor): SensitiveField[] {
  return hasRights(actor) ? hiddenIn(actor.fields) : [];
}

/** How far the actor may go, or FORBIDDEN. The caller narrows its rows by the scope that comes back. */
export function authorize(ctx: Ctx, permission: Permission): Scope {
  const scope = scopeOf(ctx.actor, permission);
  if (!scope) throw forbidden();
  return scope;
}

/** Whether this person acts, and not a program in their name. */
export function isOwn({ actor }: Ctx, userId: string): boolean {
  return actor.type === "user" && actor.id === userId;
}

export function actorId(actor: Actor): string | null {
  return actor.type === "system" ? null : actor.id;
}
