import { isObject, own } from "@/lib/intake/json";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { address, identity, PAGE_SIZE, without } from "@/lib/intake/pulling/kinds/kind";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { say } from "@/lib/intake/reading";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";

/** What changes when somebody at the site opens or stars an entry. */
const HOUSEKEEPING = new Set(["status", "is_favourite", "updated_at"]);

const DAY_MS = 86_400_000;

/** Fluent Forms. Only its list is asked: a single submission asked for counts as read by somebody. */
export const fluentForms: PullKind = {
  oldestFirst: true,
  utc: false,
  path({ formId, since, timeZone }, { page }) {
    // Days, and both ends: it takes no other, and some versions put a time behind the last one by themselves.
    const range = since && {
      "date_range[0]": siteDay(since, timeZone),
      "date_range[1]": siteDay(new Date(Date.now() + DAY_MS), timeZone),
    };
    return address("/wp-json/fluentform/v1/submissions", {
      form_id: formId,
      page: String(page + 1),
      per_page: String(PAGE_SIZE),
      sort_by: "ASC",
      parse_entry: "1",
      ...range,
    });
  },
  read(reply) {
    const rows = isObject(reply) && Array.isArray(own(reply, "data")) ? objectsIn(own(reply, "data")) : null;
    if (!isObject(reply) || !rows) return null;
    const items = rows.map((row) => ({
      externalId: say(row, "id"),
      createdAt: say(row, "created_at") ?? "",
      told: without(row, HOUSEKEEPING),
      body: { data: [row] },
    }));
    const [at, end, total] = ["current_page", "last_page", "total"].map((key) => Number(say(reply, key) ?? NaN));
    const last = at !== undefined && end !== undefined && at >= end;
    return {
      items,
      rows: rows.map((row) => identity(row, say(row, "id"))),
      unread: unreadIn(own(reply, "data")),
      total: total !== undefined && Number.isFinite(total) ? total : null,
      last,
      mark: "",
    };
  },
  forms: {
    path: "/wp-json/fluentform/v1/forms?per_page=50",
    read: (reply) =>
      (isObject(reply) ? (objectsIn(own(reply, "data")) ?? []) : []).map((form) => ({
        id: say(form, "id") ?? "",
        name: say(form, "title") ?? "",
        entries: Number(say(form, "total_Submissions") ?? NaN) || null,
      })),
  },
};
