import { isObject } from "@/lib/intake/json";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { address, identity, PAGE_SIZE, without } from "@/lib/intake/pulling/kinds/kind";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { say } from "@/lib/intake/reading";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";

const HOUSEKEEPING = new Set(["updated_at", "updated_by"]);

/** Formidable's API add-on: an object by entry key, without a word on how many there are. */
export const formidable: PullKind = {
  oldestFirst: true,
  utc: true,
  path({ formId, since, timeZone }, { page }) {
    return address(`/wp-json/frm/v2/forms/${formId}/entries`, {
      page: String(page + 1),
      page_size: String(PAGE_SIZE),
      order_by: "id",
      order: "ASC",
      ...(since && { start_date: siteDay(since, timeZone) }),
    });
  },
  read(reply) {
    const rows = objectsIn(reply);
    if (!rows?.every((row) => Object.hasOwn(row, "item_key"))) return null;
    if (isObject(reply) && rows.length < Object.keys(reply).length) return null;
    const items = rows.map((row) => ({
      externalId: say(row, "id"),
      createdAt: say(row, "created_at") ?? "",
      told: without(row, HOUSEKEEPING),
      body: { [say(row, "item_key") ?? "entry"]: row },
    }));
    // A site may give fewer than were asked for, so a short page isn't the last one; an empty one is.
    const keys = rows.map((row) => identity(row, say(row, "id")));
    return { items, rows: keys, unread: unreadIn(reply), total: null, last: false, mark: "" };
  },
  forms: {
    path: "/wp-json/frm/v2/forms",
    read: (reply) =>
      (objectsIn(reply) ?? []).map((form) => ({
        id: say(form, "id") ?? "",
        name: say(form, "name") ?? "",
        entries: null,
      })),
  },
};
