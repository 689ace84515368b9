import { z } from "zod";
import { locales } from "@/lib/i18n/locale";
import { text } from "@/lib/leads/schema";

export const TEMPLATE_CHANNELS = ["mail", "whatsapp"] as const;
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

/** What a lead fills in, as people write it: `{{contactName}}`. */
export const PLACES = ["contactName", "firm", "service", "owner", "company", "number"] as const;
export type Place = (typeof PLACES)[number];

const BRACES = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Whether every pair of braces names something that a lead has. */
export function hasKnownPlaces(written: string): boolean {
  const named = [...written.matchAll(BRACES)].map(([, name]) => name);
  const rest = written.replaceAll(BRACES, "");
  return named.every((name) => PLACES.some((place) => place === name)) && !/\{\{|\}\}/.test(rest);
}

/** The text with a lead's values in their places. Where it has none, no gap is left before what follows. */
export function filled(written: string, values: Record<Place, string>): string {
  return written.replaceAll(/[ \t]?\{\{\s*([^{}]*?)\s*\}\}/g, (found: string, name: Place) => {
    const value = values[name];
    const before = /^[ \t]/.exec(found)?.[0] ?? "";
    return value === "" ? "" : before + value;
  });
}

const known = (schema: z.ZodType<string, string>) => schema.refine(hasKnownPlaces, "placeUnknown");

const fields = z.object({
  name: text(120).pipe(z.string().min(1, "required")),
  subject: known(text(300).transform((line) => line.replaceAll(/\s+/g, " "))),
  body: known(text(10_000).pipe(z.string().min(1, "required"))),
  locale: z.enum(locales),
  companyId: z.union([z.uuid(), z.literal("").transform(() => null), z.null()]),
});

export const addTemplateInput = fields.extend({
  channel: z.enum(TEMPLATE_CHANNELS),
  /** Everybody's, not one's own. */
  shared: z.boolean(),
});
export type AddTemplateInput = z.output<typeof addTemplateInput>;

export const updateTemplateInput = z.object({
  id: z.uuid(),
  set: fields.partial(),
  /** The value the person saw, for each field in `set`. */
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateTemplateInput = z.output<typeof updateTemplateInput>;

export const templateInput = z.object({ id: z.uuid() });

export type TemplateView = {
  id: string;
  channel: TemplateChannel;
  name: string;
  subject: string;
  body: string;
  locale: string;
  companyId: string | null;
  companyName: string | null;
  shared: boolean;
  /** Whether the reader may change it and take it away. */
  changeable: boolean;
};

/** A template with a lead's values in it, ready to be sent. */
export type FilledTemplate = Pick<TemplateView, "id" | "channel" | "name" | "subject" | "body" | "locale" | "shared">;

/** What it leads to: the mail program or WhatsApp with the text in it. `way`: as the lead is reached without one. */
export function templateHref(way: string, { channel, subject, body }: FilledTemplate): string {
  // Mail programs take a line's end as the mails themselves have it.
  const said = encodeURIComponent(channel === "mail" ? body.replaceAll("\n", "\r\n") : body);
  return channel === "mail" ? `${way}?subject=${encodeURIComponent(subject)}&body=${said}` : `${way}?text=${said}`;
}
