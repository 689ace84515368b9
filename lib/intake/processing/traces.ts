import { contentHash } from "@/lib/intake/content-hash";
import { personSaid } from "@/lib/intake/processing/person-said";
import { sameKey } from "@/lib/intake/same-key";
import type { Prisma } from "@/lib/core/prisma/client";
import type { PersonSaid } from "@/lib/intake/processing/person-said";
import type { Understood } from "@/lib/intake/schema";

type Stored = { via: string; receivedAt: Date };
type Source = { id: string; companyId: string; siteId: string | null; formId: string };

/** An arrival by what it can be known again. */
export type Traces = {
  sourceId: string;
  companyId: string;
  /** Ids are unique within a site, where an admin said which it is; else within the source. */
  originKey: string;
  /** Whose ids they are; empty where it isn't known. */
  plugin: string;
  formId: string;
  externalId: string | null;
  /** Whose ids they are, of several WordPress that send to one source; empty where it isn't said. */
  home: string;
  contentHash: string;
  sameKey: string;
  via: string;
  receivedAt: Date;
  submittedAt: Date | null;
  person: PersonSaid;
};

/** Plugins by the beginning of the keys that their ways of sending and of being asked go by. */
const PLUGINS: [RegExp, string][] = [
  [/^(?:wp-webhooks\/)?gravity-?forms/, "gravity"],
  [/^(?:wp-webhooks\/)?contact-form-7/, "contact-form-7"],
  [/^elementor/, "elementor"],
  [/^fluent-?forms?/, "fluent"],
  [/^formidable/, "formidable"],
  [/^forminator/, "forminator"],
  [/^ninja-forms/, "ninja"],
  [/^wpforms/, "wpforms"],
  [/^jetpack/, "jetpack"],
];

/** The plugin that a key stands for, by whatever way it came; empty where it isn't known. */
export const pluginOf = (key: string): string =>
  PLUGINS.find(([pattern, name]) => key === name || pattern.test(key))?.[1] ?? "";

/** A word without a number is what a form is called, and every visitor sends the same. */
const isEntryId = (id: string | null) => id !== null && /\d/.test(id);

export function tracesOf(delivery: Stored, source: Source, item: Understood): Traces {
  const said = item.submittedAt ? new Date(item.submittedAt.iso) : null;
  return {
    sourceId: source.id,
    companyId: source.companyId,
    originKey: source.siteId ?? source.id,
    plugin: pluginOf(item.plugin),
    formId: item.form.id ?? source.formId,
    externalId: isEntryId(item.externalId) ? item.externalId : null,
    home: item.home ?? "",
    contentHash: contentHash(item),
    sameKey: sameKey(item),
    via: delivery.via,
    receivedAt: delivery.receivedAt,
    submittedAt: said && !Number.isNaN(said.getTime()) ? said : null,
    person: personSaid(item),
  };
}

/** The entry that a first arrival makes. */
export function entryOf(id: string, deliveryId: string, traces: Traces): Prisma.EntryCreateManyInput {
  const { companyId: _company, person: _person, receivedAt, ...columns } = traces;
  return { id, ...columns, firstDeliveryId: deliveryId, firstSeenAt: receivedAt, lastSeenAt: receivedAt };
}
