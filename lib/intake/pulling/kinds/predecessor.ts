import { isObject, own } from "@/lib/intake/json";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { say } from "@/lib/intake/reading";
import { identity } from "@/lib/intake/pulling/kinds/kind";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";

/** The predecessor's endpoint: every submission of a form at once. */
export const predecessor: PullKind = {
  oldestFirst: false,
  utc: false,
  path: ({ formId }) => `/wp-json/custom/v1/form-submissions/${formId}`,
  read(reply) {
    const list = isObject(reply) ? own(reply, "form_submissions") : reply;
    const rows = objectsIn(list);
    if (!rows) return null;
    const items = rows.map((row) => ({
      externalId: say(row, "id"),
      createdAt: say(row, "created_at") ?? "",
      told: row,
      body: { form_submissions: [row] },
    }));
    const keys = rows.map((row) => identity(row, say(row, "id")));
    return { items, rows: keys, unread: unreadIn(list), total: items.length, last: true, mark: "" };
  },
};
