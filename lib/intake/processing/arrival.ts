import type { Arrival } from "@/lib/leads/commands";
import type { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import type { Problem, Understood } from "@/lib/intake/schema";

type Stored = { id: string; sourceId: string; receivedAt: Date; history: boolean };

/** When it happened. A site whose clock runs ahead can't have sent it later than it came. */
export function submittedAtOf(delivery: Stored, understood: Understood): Date {
  const said = understood.submittedAt ? new Date(understood.submittedAt.iso) : delivery.receivedAt;
  return Number.isNaN(said.getTime()) || said > delivery.receivedAt ? delivery.receivedAt : said;
}

/** What was asked for is called as the service that it means. */
export function arrivalOf(delivery: Stored, understood: Understood, services: ServiceNames): Arrival {
  const submittedAt = submittedAtOf(delivery, understood);
  const { utm } = understood;
  return {
    sourceId: delivery.sourceId,
    deliveryId: delivery.id,
    submittedAt,
    // History was received at its own time, by whoever kept the leads then.
    receivedAt: delivery.history ? submittedAt : delivery.receivedAt,
    message: clip(understood.message, MESSAGE),
    service: services.named(clip(understood.service, LINE)),
    pageUrl: clip(understood.pageUrl, ADDRESS),
    referrer: clip(understood.referrer, ADDRESS),
    utm: {
      source: clip(utm.source, LINE),
      medium: clip(utm.medium, LINE),
      campaign: clip(utm.campaign, LINE),
      term: clip(utm.term, LINE),
      content: clip(utm.content, LINE),
    },
    values: {
      person: personOf(understood),
      extra: understood.extra,
      files: understood.files.map(({ name = "", url = "" }) => ({ name, url })),
      consent: understood.consent,
      cut: understood.problems.some((problem) => CUTS.has(problem)),
      cutOff: understood.problems.includes("cut_off"),
    },
  };
}

export function personOf(understood: Understood) {
  return {
    contactName: clip(understood.name, LINE),
    firm: clip(understood.firm, LINE),
    email: clip(understood.email, LINE),
    phone: clip(understood.phoneRaw ?? understood.phone, 60),
  };
}

/** The columns a later word on the same entry may fill. */
export function fieldsOf(understood: Understood, services: ServiceNames) {
  return {
    ...personOf(understood),
    message: clip(understood.message, MESSAGE),
    service: services.named(clip(understood.service, LINE)),
  };
}

// Columns are indexed, shown in tables and edited by hand; whatever is longer stays whole in the delivery.
const LINE = 300;
const ADDRESS = 2000;
const MESSAGE = 100_000;
const HALVES = /\p{Surrogate}/gu;

/** The same with a mark for each value that the lead has shorter than it came. */
export function withCuts(understood: Understood): Understood {
  const { name, firm, email, service, message, phoneRaw, pageUrl, referrer, utm } = understood;
  const longer = (text: unknown, most: number): boolean => {
    if (typeof text === "string") return text.length > most;
    return typeof text === "object" && text !== null && Object.values(text).some((inner) => longer(inner, most));
  };
  const cut =
    [name, firm, email, service, utm].some((text) => longer(text, LINE)) ||
    longer(phoneRaw, 60) ||
    [pageUrl, referrer].some((text) => longer(text, ADDRESS)) ||
    longer(understood.extra, MESSAGE);
  const problems: Problem[] = [
    ...understood.problems,
    ...(longer(message, MESSAGE) ? ["message_cut" as const] : []),
    ...(cut ? ["value_cut" as const] : []),
  ];
  return { ...understood, problems };
}

/** What the delivery still has whole; of one whose connection broke there is no more anywhere. */
const CUTS: ReadonlySet<Problem> = new Set<Problem>([
  "message_cut",
  "value_cut",
  "too_many_fields",
  "too_many_parameters",
  "too_many_entries",
]);

/** Of an arrival that became a lead all the same: what it lacks, or which of its values are shorter than they came. */
export function markOf({ kind, reason, problems }: Understood): string {
  if (kind === "lead_partial" && reason) return reason;
  return problems.find((problem) => problem === "cut_off" || CUTS.has(problem)) ?? "";
}

function clip(text: string | null, most: number): string {
  if (text === null || text.length <= most) return text ?? "";
  // Not through the middle of an emoji.
  return text.slice(0, most).replace(HALVES, "");
}

/**
 * What a stranger sent, so that the database takes it: no NUL and no half of a surrogate pair, which PostgreSQL's texts
 * don't have, and no value as long as a file; that stays whole in the delivery.
 */
export function storable<T>(value: T): T {
  if (typeof value === "string") return clip(value, MESSAGE).replaceAll("\0", "").replace(HALVES, "\uFFFD") as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)])) as T;
}
