import { isObject, own } from "@/lib/intake/json";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { address, identity, PAGE_SIZE, without } from "@/lib/intake/pulling/kinds/kind";
import { siteStamp } from "@/lib/intake/pulling/site-time";
import { say } from "@/lib/intake/reading";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";

/** What changes when somebody at the site opens or stars an entry. */
const HOUSEKEEPING = new Set(["is_read", "is_starred", "date_updated"]);

/** Gravity Forms' REST interface, version 2: asked in the site's time, answered in UTC. */
export const gravityForms: PullKind = {
  oldestFirst: true,
  utc: true,
  path({ formId, since, timeZone }, { page }) {
    const search = { status: "active", ...(since && { start_date: siteStamp(since, timeZone) }) };
    return address(`/wp-json/gf/v2/forms/${formId}/entries`, {
      _labels: "1",
      "paging[page_size]": String(PAGE_SIZE),
      "paging[current_page]": String(page + 1),
      "sorting[key]": "id",
      "sorting[direction]": "ASC",
      search: JSON.stringify(search),
    });
  },
  read(reply, _setup, { seen }) {
    const rows = isObject(reply) && Object.hasOwn(reply, "entries") ? objectsIn(own(reply, "entries")) : null;
    if (!isObject(reply) || !rows) return null;
    const labels = own(reply, "_labels");
    const items = rows.map((entry) => ({
      externalId: say(entry, "id"),
      createdAt: say(entry, "date_created") ?? "",
      told: without(entry, HOUSEKEEPING),
      body: { entries: [entry], ...(labels !== undefined && { _labels: labels }) },
    }));
    const said = Number(say(reply, "total_count") ?? NaN);
    const total = Number.isFinite(said) ? said : null;
    return {
      items,
      rows: rows.map((row) => identity(row, say(row, "id"))),
      unread: unreadIn(own(reply, "entries")),
      total,
      last: total !== null && seen + rows.length >= total,
      mark: "",
    };
  },
  forms: {
    path: "/wp-json/gf/v2/forms",
    read: (reply) =>
      (objectsIn(reply) ?? []).map((form) => ({
        id: say(form, "id") ?? "",
        name: say(form, "title") ?? "",
        entries: Number(say(form, "entries") ?? NaN) || null,
      })),
  },
};
