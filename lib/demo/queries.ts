import { authorize, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { CAST, DEMO_MAIL_DOMAIN } from "@/lib/demo/cast";
import { DEMO_LEADS } from "@/lib/demo/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";
import type { DemoProgress, FirstStep } from "@/lib/demo/schema";
import type { Stage } from "@/lib/demo/stage";

export async function demoProgress(ctx: Ctx): Promise<DemoProgress> {
  authorize(ctx, "settings.manage");
  const db = reader(ctx);
  const started = await db.event.findFirst({ where: { name: "demo.started" }, orderBy: { seq: "desc" } });
  const of = (started?.payload as { leads?: number } | undefined)?.leads ?? DEMO_LEADS;
  if (!started) return { state: "none", done: 0, of };
  const finished = await db.event.count({ where: { name: "demo.finished" } });
  const done = await db.delivery.count({ where: { via: "demo" } });
  return { state: finished > 0 ? "done" : "running", done, of };
}

/** What the actor may begin with while there are no leads; the demo as long as nobody has loaded it. */
export async function firstSteps(ctx: Ctx): Promise<FirstStep[]> {
  const may = (permission: Permission) => scopeOf(ctx.actor, permission) !== undefined;
  const connects = may("intake.manage");
  // Where it is loaded is where one connects.
  const demo = connects && may("settings.manage") && (await demoProgress(ctx)).state === "none";
  return [
    ...(connects ? ["connect" as const] : []),
    ...(may("lead.import") ? ["import" as const] : []),
    ...(may("lead.create") ? ["create" as const] : []),
    ...(demo ? ["demo" as const] : []),
  ];
}

/** The demo's own rows, as the first step left them. */
export async function loadStage(ctx: Ctx): Promise<Stage> {
  const db = reader(ctx);
  const people = await db.user.findMany({
    where: { email: { endsWith: `@${DEMO_MAIL_DOMAIN}` } },
    select: { id: true, email: true },
  });
  const started = await db.event.findFirstOrThrow({ where: { name: "demo.started" }, orderBy: { seq: "desc" } });
  const statuses = await db.status.findMany({ select: { id: true, key: true } });
  const reasons = await db.lostReason.findMany({ select: { id: true, key: true } });
  return {
    people: CAST.map((member) => people.find(({ email }) => email === mailOf(member))?.id ?? ""),
    sources: (started.payload as { sources: Record<string, string> }).sources,
    statuses: Object.fromEntries(statuses.map(({ id, key }) => [key, id])),
    reasons: Object.fromEntries(reasons.map(({ id, key }) => [key, id])),
  };
}

export function mailOf(member: { firstName: string; lastName: string }): string {
  return `${plain(member.firstName)}.${plain(member.lastName)}@${DEMO_MAIL_DOMAIN}`;
}

export function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/[^a-zA-Z]/g, "")
    .toLowerCase();
}
