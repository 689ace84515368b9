import { firstIdOf } from "@/lib/core/id";
import { predicate } from "@/lib/core/condition/evaluate";
import { ConditionError } from "@/lib/core/condition/fields";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { classifier } from "@/lib/intake/classification";
import { differences } from "@/lib/intake/rules/preview/comparison";
import { ruleCatalogue } from "@/lib/intake/rules/facts";
import { listOf, readRules } from "@/lib/intake/rules/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { RuleLists } from "@/lib/intake/classification";
import type { Defaults } from "@/lib/intake/rules/preview/comparison";
import type {
  PreviewChange,
  PreviewExample,
  PreviewRulesInput,
  PreviewStep,
  RuleList,
} from "@/lib/intake/rules/schema";
import type { Understood } from "@/lib/intake/schema";

/** How far back, and how many deliveries one step replays: few enough to be stopped soon, many enough to be quick. */
const DAYS = 90;
const STEP = 10_000;
const EXAMPLES = 500;

/**
 * Replays one step of the last 90 days' deliveries that made a lead, newest first: what would the rules as they are and
 * as they are meant to be have said? What people did to those leads since doesn't count. Whoever asks goes on from
 * `next`, and stops by not asking.
 */
export async function previewRules(ctx: Ctx, input: PreviewRulesInput): Promise<PreviewStep> {
  authorize(ctx, "intake.manage");
  const draft = draftOf(ctx, input);
  const origins = await originsOf(ctx, input.sourceId);
  if (input.sourceId !== null && !origins.has(input.sourceId)) throw notFound();
  const shared = await readRules(reader(ctx), null);
  const rows = await replayed(ctx, input);
  const step: PreviewStep = { looked: 0, changed: 0, counts: [], examples: [], next: null };
  const counts = new Map<string, PreviewStep["counts"][number]>();
  const examples: { row: Replayed; changes: PreviewChange[] }[] = [];
  for (const row of rows) {
    const origin = origins.get(row.sourceId);
    if (!origin) continue;
    step.looked++;
    const sides = (origin.sides ??= sidesOf(ctx, origin, { shared, draft, sourceId: input.sourceId }));
    const facts = { ...origin.place, item: itemOf(row), submittedAt: submittedAt(row) };
    const changes = differences(sides.before(facts), sides.after(facts), origin.defaults);
    if (changes.length === 0) continue;
    step.changed++;
    for (const change of changes) count(counts, change);
    if (examples.length < EXAMPLES) examples.push({ row, changes });
  }
  const last = rows.length === STEP ? rows.at(-1) : undefined;
  step.counts = [...counts.values()].toSorted((a, b) => b.count - a.count);
  step.examples = await named(ctx, examples, origins);
  step.next = last ? { id: last.id, receivedAt: last.receivedAt.toISOString() } : null;
  return step;
}

/** The rules as they are meant to be; a condition that can't be read is refused as it is when they are saved. */
function draftOf(ctx: Ctx, input: PreviewRulesInput): RuleList {
  const rules = input.rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
  for (const [index, { condition }] of rules.entries()) {
    try {
      predicate(condition, ruleCatalogue(condition), { now: ctx.now(), timeZone: "UTC" });
    } catch (error) {
      if (error instanceof ConditionError) throw invalid({ [`rules.${index}.condition`]: "condition" });
      throw error;
    }
  }
  return { version: 0, rules, otherwise: input.otherwise };
}

type Sides = Record<"before" | "after", ReturnType<typeof classifier>>;
type Origin = {
  name: string;
  own: RuleList;
  place: { sourceId: string; companyId: string; timeZone: string };
  defaults: Defaults;
  sides?: Sides;
};

async function originsOf(ctx: Ctx, sourceId: string | null): Promise<Map<string, Origin>> {
  const sources = await reader(ctx).source.findMany({
    where: sourceId === null ? {} : { id: sourceId },
    select: {
      id: true,
      name: true,
      companyId: true,
      timeZone: true,
      defaultOwnerId: true,
      leadType: { select: { key: true } },
      company: { select: { key: true } },
      ruleVersions: { orderBy: { number: "desc" }, take: 1 },
    },
  });
  const start = await reader(ctx).status.findUniqueOrThrow({ where: { part: "start" }, select: { key: true } });
  return new Map(
    sources.map(({ id, name, companyId, timeZone, ...source }) => [
      id,
      {
        name,
        own: listOf(source.ruleVersions[0]),
        place: { sourceId: id, companyId, timeZone },
        defaults: {
          statusKey: start.key,
          leadTypeKey: source.leadType.key,
          companyKey: source.company.key,
          ownerId: source.defaultOwnerId ?? "",
        },
      },
    ]),
  );
}

function sidesOf(
  ctx: Ctx,
  origin: Origin,
  asked: { shared: RuleList; draft: RuleList; sourceId: string | null },
): Sides {
  const at = { now: ctx.now(), timeZone: origin.place.timeZone };
  const before: RuleLists = { own: origin.own, shared: asked.shared };
  const after = asked.sourceId === null ? { ...before, shared: asked.draft } : { ...before, own: asked.draft };
  return { before: classifier(before, at), after: classifier(after, at) };
}

type Replayed = { id: string; sourceId: string; leadId: string | null; receivedAt: Date; item: Partial<Understood> };

/** What rules ask of, and by what a lead is told; the rest of what was understood is most of its weight. */
const PARTS: readonly (keyof Understood)[] = ["name", "firm", "email", "phone", "phoneRaw", "submittedAt"];
const HEAVY: readonly (keyof Understood)[] = [
  "message",
  "service",
  "extra",
  "fields",
  "pageUrl",
  "referrer",
  "utm",
  "form",
  "ip",
  "consent",
];

async function replayed(ctx: Ctx, input: PreviewRulesInput): Promise<Replayed[]> {
  const parts = [...PARTS, ...HEAVY].map((part) => `'${part}', d.understood->'${part}'`);
  const since = new Date(ctx.now().getTime() - DAYS * 86_400_000);
  // Ids are in order of time; a source's own deliveries are found by its index, those of all by their ids.
  const [order, bound] =
    input.sourceId === null
      ? ["d.id desc", `d.id < $4::uuid and d.id > $5::uuid`]
      : [
          `d."receivedAt" desc, d.id desc`,
          `(d."receivedAt", d.id) < ($3::timestamptz, $4::uuid) and $5::uuid is not null`,
        ];
  return reader(ctx).$queryRawUnsafe<Replayed[]>(
    `select d.id::text, d."sourceId"::text, d."leadId"::text, d."receivedAt", jsonb_build_object(${parts.join(", ")}) as item
       from "Delivery" d
      where d.state = 'processed' and d.outcome = 'created' and d.understood is not null and d."receivedAt" >= $2::timestamptz
        and ($1::uuid is null or d."sourceId" = $1::uuid) and $3::timestamptz is not null and ${bound}
      order by ${order} limit ${STEP}`,
    input.sourceId,
    since,
    input.after?.receivedAt ?? ctx.now(),
    input.after?.id ?? LAST_ID,
    firstIdOf(since),
  );
}

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const NOTHING = { form: { id: null, name: null }, utm: {}, extra: {} };

/** As it was understood; a part that older deliveries lack is empty. */
function itemOf({ item }: Replayed): Understood {
  const given = Object.entries(item).filter(([, value]) => value !== null);
  return { ...NOTHING, ...Object.fromEntries(given) } as unknown as Understood;
}

function submittedAt({ item, receivedAt }: Replayed): Date {
  const said = item.submittedAt ? new Date(item.submittedAt.iso) : receivedAt;
  return Number.isNaN(said.getTime()) || said > receivedAt ? receivedAt : said;
}

function count(counts: Map<string, PreviewStep["counts"][number]>, { field, from, to }: PreviewChange): void {
  // Each score is another one; that it changes is what counts.
  const change = field === "score" ? { field, from: "", to: "" } : { field, from, to };
  const key = JSON.stringify(change);
  const known = counts.get(key);
  if (known) known.count++;
  else counts.set(key, { ...change, count: 1 });
}

async function named(
  ctx: Ctx,
  found: { row: Replayed; changes: PreviewChange[] }[],
  origins: Map<string, Origin>,
): Promise<PreviewExample[]> {
  const leads = await reader(ctx).lead.findMany({
    where: { id: { in: found.flatMap(({ row }) => row.leadId ?? []) } },
    select: { id: true, number: true },
  });
  const labels = new Map(leads.map(({ id, number }) => [id, { number, label: leadLabel(number) }]));
  return found.map(({ row, changes }) => ({
    deliveryId: row.id,
    lead: labels.get(row.leadId ?? "") ?? null,
    who: row.item.name ?? row.item.firm ?? row.item.email ?? row.item.phoneRaw ?? "",
    source: origins.get(row.sourceId)?.name ?? "",
    receivedAt: row.receivedAt.toISOString(),
    changes,
  }));
}
