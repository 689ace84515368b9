import { authorize } from "@/lib/core/ctx";
import { settingsOf } from "@/lib/intake/delivery-reading";
import { readReply, understandPulled, unexpected } from "@/lib/intake/pulled";
import { fetchReply } from "@/lib/intake/pulling/gateway";
import { FIRST } from "@/lib/intake/pulling/kinds/kind";
import { kindOf } from "@/lib/intake/pulling/kinds/registry";
import { problemOf } from "@/lib/intake/pulling/problems";
import { loadPulledSource, setupOf } from "@/lib/intake/pulling/queries";
import { rowsOf } from "@/lib/intake/pulling/rows";
import { DEFAULT_SHAPE } from "@/lib/intake/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { JsonObject } from "@/lib/intake/json";
import type { Site } from "@/lib/intake/pulling/gateway";
import type { FoundForm, Item, Page, PullKind, PullSetup } from "@/lib/intake/pulling/kinds/kind";
import type { ConnectionResult, PullProblem, Sample, TestConnectionInput } from "@/lib/intake/pulling/schema";
import type { SourceSettings, Understood } from "@/lib/intake/schema";

type Asked = { site: Site; kind: PullKind; setup: PullSetup; settings: SourceSettings };
type Answered<T> = T | { problem: PullProblem; detail: string };

const SAMPLES = 3;

/** Asks the site without keeping anything: are address, login and form right, and what would we read? */
export async function testConnection(ctx: Ctx, input: TestConnectionInput): Promise<ConnectionResult> {
  authorize(ctx, "intake.manage");
  const asked = "sourceId" in input ? await savedConnection(input.sourceId) : unsavedConnection(input);
  const answered = await firstPage(asked);
  const forms = await formsOf(asked);
  if ("problem" in answered) return { ok: false, ...answered, forms };
  const { items, total, unread } = answered;
  // A list of every form's submissions has none of a form that isn't there, and nothing to complain of.
  if (items.length === 0 && isMissingAmong(forms, asked))
    return { ok: false, problem: "no_such_form", detail: "", forms };
  const newest = rowsOf(items)
    .slice(-SAMPLES)
    .reverse()
    .map(({ item }) => item);
  const read: Understood[] = [];
  for (const item of newest) {
    const body = await wholeOf(asked, item);
    if ("problem" in body) return { ok: false, problem: body.problem, detail: body.detail, forms };
    read.push(...understandPulled(replyWith(body.body, asked), asked.settings).items);
  }
  return {
    ok: true,
    count: total ?? items.length,
    isAll: total !== null || answered.last,
    unread,
    samples: read.map(sampleOf),
    forms,
  };
}

async function savedConnection(sourceId: string): Promise<Asked> {
  const { source, site } = await loadPulledSource(sourceId);
  const setup = { ...setupOf(source), since: null };
  return { site, kind: kindOf(source.pullKind), setup, settings: settingsOf(source) };
}

function unsavedConnection(input: Exclude<TestConnectionInput, { sourceId: string }>): Asked {
  const { url, userName, password, formId, timeZone, pullKind, defaultCountry } = input;
  const list = input.pullShape ?? DEFAULT_SHAPE;
  return {
    site: { url, userName, password },
    kind: kindOf(pullKind),
    setup: { formId, timeZone, since: null, list },
    settings: { timeZone, defaultCountry, mapping: {}, ...(pullKind === "list" && { list }) },
  };
}

async function firstPage({ site, kind, setup }: Asked): Promise<Answered<Page>> {
  const fetched = await fetchReply(site, kind.path(setup, FIRST));
  if ("problem" in fetched) return { problem: fetched.problem, detail: fetched.detail };
  const read = readReply(fetched.reply);
  if ("error" in read) return { problem: problemOf(read.error), detail: read.error.detail };
  const page = kind.read(read.value, setup, FIRST);
  return page ?? { problem: problemOf(unexpected(read, fetched.reply)), detail: read.said };
}

async function wholeOf({ site, kind }: Asked, item: Item): Promise<Answered<{ body: JsonObject }>> {
  if (!kind.whole) return { body: item.body };
  const fetched = await fetchReply(site, kind.whole.path(item));
  if ("problem" in fetched) return { problem: fetched.problem, detail: fetched.detail };
  const read = readReply(fetched.reply);
  const body = "error" in read ? null : kind.whole.read(read.value);
  return { body: body ?? item.body };
}

const MOST_FORMS = 50;

/** Whether the site names its forms, all of them, and the one that is asked for isn't there. */
function isMissingAmong(forms: FoundForm[], { kind, setup }: Asked): boolean {
  const isSame = kind.forms?.isSame ?? ((id, other) => id === other);
  return forms.length > 0 && forms.length < MOST_FORMS && !forms.some(({ id }) => isSame(id, setup.formId));
}

/** Which forms there are, where the site tells; that it doesn't is no problem. */
async function formsOf({ site, kind }: Asked): Promise<FoundForm[]> {
  if (!kind.forms) return [];
  const fetched = await fetchReply(site, kind.forms.path);
  const read = "reply" in fetched ? readReply(fetched.reply) : undefined;
  return read && "value" in read ? kind.forms.read(read.value).slice(0, MOST_FORMS) : [];
}

function replyWith(body: JsonObject, { kind, setup }: Asked) {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { path: kind.path(setup, FIRST), status: 200, headers, body: Buffer.from(JSON.stringify(body)) };
}

function sampleOf(item: Understood): Sample {
  const { name, firm, email, service, message, externalId } = item;
  return {
    name,
    firm,
    email,
    phone: item.phone ?? item.phoneRaw,
    service,
    message: message?.slice(0, 200) ?? null,
    submittedAt: item.submittedAt?.iso ?? null,
    externalId,
    extra: Object.keys(item.extra).slice(0, 20),
  };
}
