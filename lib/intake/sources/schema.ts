import { z } from "zod";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { DEFAULT_SHAPE, PAGINGS, PULL_KINDS, TARGETS } from "@/lib/intake/schema";
import { CHECKS } from "@/lib/intake/spam/schema";
import { QUIET_THRESHOLDS } from "@/lib/intake/watching/schema";
import { isTimeZone } from "@/lib/core/time-zone";

export const SOURCE_KINDS = ["webhook", "pull"] as const;

/** How long the token or secret before a rotation still counts. */
export const PREVIOUS_DAYS = 7;

const name = z.string().trim().min(1, "required").max(120);
const short = z.string().trim().max(120);
const timeZone = z.string().refine(isTimeZone, "timeZone");
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "country");
const secret = z.string().trim().max(500);
const formId = short.regex(/^[\w.-]*$/, "notValid");
const pullMinutes = z.coerce.number().int().min(1).max(1440);

/** A target as an admin writes it; settings made elsewhere may say `company`, `interest` or `custom:…` as well. */
const target = z
  .string()
  .trim()
  .refine(
    (text) => (TARGETS as readonly string[]).includes(text) || isFieldName(text) || OTHER_TARGETS.test(text),
    "target",
  );
const OTHER_TARGETS =
  /^(?:(?:extra|custom):.{1,200}|company|interest|external_submission_id|file_url|files|utm_\w+|gclid|fbclid|phone_raw|form\.(?:id|name))$/;
export const mappingInput = z
  .record(z.string().min(1).max(300), target)
  .refine((mapping) => Object.keys(mapping).length <= 500, "tooBig");

/** Another scheme than the web's; `host:8080` is none. */
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z0-9+.-]*:(?:\/|(?!\d+(?:[/?#]|$)))/i;

/** The address of the WordPress itself: what comes after it is known. */
export const siteUrl = z
  .string()
  .trim()
  .refine((text) => !OTHER_SCHEME.test(text), { error: "url", abort: true })
  .transform((text) => (/^https?:\/\//i.test(text) ? text : `https://${text}`))
  .pipe(z.url({ protocol: /^https?$/, error: "url" }))
  .transform((text) => text.replace(/\/(?:wp-(?:json|admin|login\.php).*)?$/i, "").replace(/\/+$/, ""))
  .refine((text) => new URL(text).username === "" && new URL(text).password === "", "url");

/** Only a list that is open to everybody needs no login. */
export const siteInput = z.object({
  url: siteUrl,
  userName: z.string().trim().max(200),
  password: z.string().trim().max(500),
});

const keyPath = z.string().trim().max(200);
const queryName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[\w.[\]-]*$/, "notValid");

export const listShape = z
  .object({
    path: z
      .string()
      .trim()
      .min(1, "required")
      .max(500)
      .regex(/^\/(?!\/)\S*$/, "notValid"),
    items: keyPath,
    id: keyPath,
    time: keyPath,
    utc: z.boolean(),
    paging: z.enum(PAGINGS),
    param: queryName,
    firstPage: z.coerce.number().int().min(0).max(1),
    sizeParam: queryName,
    size: z.coerce.number().int().min(1).max(1000),
    next: keyPath,
  })
  .superRefine((shape, context) => {
    const needs = { none: [], page: ["param"], offset: ["param"], cursor: ["param", "next"], next: ["next"] } as const;
    for (const key of needs[shape.paging]) {
      if (shape[key] === "") context.addIssue({ code: "custom", path: [key], message: "required" });
    }
  });

/** One that wasn't described at all has none. */
export function requirePath(shape: { path: string } | undefined, context: z.RefinementCtx): void {
  if (shape && shape.path !== "") return;
  context.addIssue({ code: "custom", path: ["pullShape", "path"], message: "required" });
}

const quietOneIn = z.coerce
  .number()
  .refine((value) => (QUIET_THRESHOLDS as readonly number[]).includes(value), "notValid");

const pullKind = z.enum(PULL_KINDS);
const pullFrom = z.union([z.literal(""), z.iso.date("notValid")]);

export const createSourceInput = z
  .object({
    kind: z.enum(SOURCE_KINDS).default("webhook"),
    name,
    companyId: z.uuid("required"),
    leadTypeId: z.uuid().optional(),
    channel: short.default("Web"),
    subChannel: short.default(""),
    defaultOwnerId: z.uuid().nullable().default(null),
    timeZone: timeZone.optional(),
    defaultCountry: country.optional(),
    secret: secret.default(""),
    mapping: mappingInput.default({}),
    allowGet: z.boolean().default(false),
    requireSignature: z.boolean().default(false),
    site: siteInput.optional(),
    formId: formId.default(""),
    pullMinutes: pullMinutes.default(5),
    pullKind: pullKind.default("predecessor"),
    pullShape: listShape.default(DEFAULT_SHAPE),
    pullFrom: pullFrom.default(""),
  })
  .superRefine((input, context) => {
    if (input.kind !== "pull") return;
    if (!input.site) context.addIssue({ code: "custom", path: ["site", "url"], message: "required" });
    if (input.pullKind === "list") {
      requirePath(input.pullShape, context);
      return;
    }
    for (const key of ["userName", "password"] as const) {
      if (input.site?.[key] === "") context.addIssue({ code: "custom", path: ["site", key], message: "required" });
    }
    if (!input.formId) context.addIssue({ code: "custom", path: ["formId"], message: "required" });
  });
export type CreateSourceInput = z.input<typeof createSourceInput>;
export type CreateSource = z.output<typeof createSourceInput>;

/** Of these kinds the next leads can be another company's; those that came stay where they are. Others are each company's own. */
export const MOVABLE: readonly string[] = ["webhook", "pull"];

/** What may be edited. Each is optional: only what is present changes. */
export const sourceFields = z
  .object({
    name,
    companyId: z.uuid(),
    leadTypeId: z.uuid(),
    channel: short,
    subChannel: short,
    defaultOwnerId: z.uuid().nullable(),
    timeZone,
    defaultCountry: country,
    allowGet: z.boolean(),
    requireSignature: z.boolean(),
    mapping: mappingInput,
    spamOff: z.array(z.enum(CHECKS)).max(CHECKS.length),
    formId,
    pullMinutes,
    pullShape: listShape,
    pullFrom,
    siteUrl,
    siteUserName: z.string().trim().max(200),
    quietOneIn,
  })
  .partial();
export type SourceFields = z.output<typeof sourceFields>;

export const updateSourceInput = z.object({
  sourceId: z.uuid(),
  set: sourceFields,
  /** The value the person saw, for each field in `set`. */
  seen: z.record(z.string(), z.json()),
});
export type UpdateSourceInput = z.output<typeof updateSourceInput>;

/** Written, never read back: nothing was seen, so nothing can be in conflict. */
export const setSecretsInput = z.object({
  sourceId: z.uuid(),
  secret: secret.optional(),
  sitePassword: z.string().trim().min(1, "required").max(500).optional(),
});
export type SetSecretsInput = z.output<typeof setSecretsInput>;

/** `replaces`: the person was told that there is one. */
export const makeSecretInput = z.object({ sourceId: z.uuid(), replaces: z.boolean() });
export type MakeSecretInput = z.output<typeof makeSecretInput>;

export const sourceInput = z.object({ sourceId: z.uuid() });
export type SourceInput = z.output<typeof sourceInput>;
