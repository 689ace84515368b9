import { isObject, own } from "@/lib/intake/json";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { address, identity, PAGE_SIZE, without } from "@/lib/intake/pulling/kinds/kind";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { say } from "@/lib/intake/reading";
import type { JsonObject } from "@/lib/intake/json";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";

const LIST = "/wp-json/elementor/v1/form-submissions";
const HOUSEKEEPING = new Set(
  "is_read status user_name actions_count actions_succeeded_count form_actions_log referer_title post".split(" "),
);

/** Forms are known here as `13_7d2c1b0`, page and element; a submission names the element. */
const elementOf = (formId: string): string => formId.slice(formId.lastIndexOf("_") + 1);

function formOf(row: JsonObject): string | null {
  const form = own(row, "form");
  return say(row, "element_id") ?? (isObject(form) ? say(form, "element_id") : null);
}

/** Elementor's submissions, of every form of the site: newest first, each with its main value only. */
export const elementor: PullKind = {
  oldestFirst: false,
  utc: true,
  path: ({ since, timeZone }, { page }) =>
    address(LIST, {
      page: String(page + 1),
      per_page: String(PAGE_SIZE),
      ...(since && { after: siteDay(since, timeZone) }),
    }),
  read(reply, { formId }) {
    const rows = isObject(reply) && Array.isArray(own(reply, "data")) ? objectsIn(own(reply, "data")) : null;
    if (!isObject(reply) || !rows) return null;
    const items = rows
      .filter((row) => formOf(row) === elementOf(formId))
      .map((row) => ({
        externalId: say(row, "id"),
        createdAt: say(row, "created_at_gmt") ?? "",
        told: without(row, HOUSEKEEPING),
        body: { data: row },
      }));
    const meta = own(reply, "meta");
    const paging = isObject(meta) ? own(meta, "pagination") : undefined;
    const [at, end] = ["current_page", "last_page"].map((key) => Number(isObject(paging) ? say(paging, key) : NaN));
    // A page past the end repeats the last one, so the end has to be believed.
    return {
      items,
      rows: rows.map((row) => identity(row, say(row, "id"))),
      unread: unreadIn(own(reply, "data")),
      total: null,
      last: rows.length === 0 || (at ?? NaN) >= (end ?? NaN),
      mark: "",
    };
  },
  whole: {
    path: ({ externalId }) => `${LIST}/${externalId ?? ""}`,
    read(reply) {
      const data = isObject(reply) ? own(reply, "data") : undefined;
      return isObject(data) ? { data } : null;
    },
    told: ({ data }) =>
      isObject(data) ? without(data, new Set([...HOUSEKEEPING, "updated_at", "updated_at_gmt"])) : null,
  },
  forms: {
    path: "/wp-json/elementor/v1/forms",
    read: (reply) =>
      (isObject(reply) ? (objectsIn(own(reply, "data")) ?? []) : []).map((form) => ({
        id: say(form, "value") ?? "",
        name: say(form, "label") ?? "",
        entries: null,
      })),
    isSame: (id, other) => elementOf(id) === elementOf(other),
  },
};
