import { understoodByHand } from "@/lib/intake/entering/hand-form";
import { understand } from "@/lib/intake/understand";
import { understandPosted } from "@/lib/intake/posted";
import { understandPulled } from "@/lib/intake/pulled";
import { DEFAULT_SHAPE } from "@/lib/intake/schema";
import type { HandForm } from "@/lib/intake/entering/hand-form";
import type { FieldMapping, ListShape, SourceSettings, Understood } from "@/lib/intake/schema";

/** What our companion is asked for there comes in the shape it sends. */
export const COMPANION_ENTRIES = "/wp-json/leads-manager/v1/entries";

type StoredDelivery = {
  via: string;
  method: string;
  path: string;
  headers: unknown;
  body: Uint8Array;
  bodySize: number;
  receivedAt?: Date;
};
type StoredSource = {
  timeZone: string;
  defaultCountry: string;
  mapping: unknown;
  labels: unknown;
  pullKind: string;
  pullShape: unknown;
  lessons?: ReadonlyMap<string, string>;
  services?: NonNullable<SourceSettings["services"]>;
  site?: { url: string } | null;
};

/** What a stored delivery says; the same bytes and settings give the same answer on every replay. */
export function readDelivery(delivery: StoredDelivery, source: StoredSource): Understood[] {
  const headers = delivery.headers as Record<string, string>;
  const { path, body, method } = delivery;
  if (delivery.via === "hand") {
    return [understoodByHand(JSON.parse(Buffer.from(body).toString()) as HandForm, source.defaultCountry)];
  }
  if (delivery.via === "api") return understandPosted({ method, path, headers, body }, settingsOf(source));
  if (delivery.via !== "pull" || path.includes(COMPANION_ENTRIES)) {
    const { receivedAt } = delivery;
    const arrived = delivery.via === "push" && receivedAt ? { arrivedAt: receivedAt } : {};
    const items = understand({ method, path, headers, body }, { ...settingsOf(source), ...arrived });
    const isCutOff = body.byteLength < delivery.bodySize;
    return isCutOff ? items.map((item) => ({ ...item, problems: [...item.problems, "cut_off" as const] })) : items;
  }
  return understandPulled({ path, status: 200, headers, body }, settingsOf(source)).items;
}

export function settingsOf(source: StoredSource): SourceSettings {
  return {
    timeZone: source.timeZone,
    defaultCountry: source.defaultCountry,
    mapping: source.mapping as FieldMapping,
    labels: bare(source.labels as Record<string, string>),
    ...(source.lessons && { lessons: source.lessons }),
    ...(source.site && { siteUrl: source.site.url }),
    ...(source.services && { services: source.services }),
    ...(source.pullKind === "list" && { list: shapeOf(source.pullShape) }),
  };
}

export const shapeOf = (saved: unknown): ListShape => ({ ...DEFAULT_SHAPE, ...(saved as Partial<ListShape>) });

/** Looked up by keys that strangers choose: "constructor" must find nothing. */
function bare<T>(values: Record<string, T>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, values);
}
