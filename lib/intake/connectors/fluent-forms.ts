import { fieldsOf } from "@/lib/intake/fields";
import { isObject, own, unwrapString } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import { isTrashStatus } from "@/lib/intake/trashed";
import type { Connector, Reading } from "@/lib/intake/reading";

const KEY = "fluentform";
const INTERNAL = /^(?:__submission$|__fluent|_fluentform_|_wp_http_referer$|_fluent)/;

/** Answers and, beside them, the row of the submission: in the webhook's `__submission`, or in a reply to a pull. */
export function readSubmission(answers: JsonObject, row: JsonObject | null): Reading {
  const visitor = Object.fromEntries(Object.entries(answers).filter(([key]) => !INTERNAL.test(key)));
  const fields = fieldsOf(visitor);
  if (!row || !Object.hasOwn(row, "form_id")) return reading(KEY, fields);
  return reading(KEY, fields, {
    form: { id: say(row, "form_id"), name: null },
    externalId: say(row, "id"),
    submitted: say(row, "created_at"),
    changed: say(row, "updated_at"),
    pageUrl: say(row, "source_url"),
    ip: say(row, "ip"),
    draft: say(row, "status") === "draft",
    trashed: isTrashStatus(say(row, "status")),
  });
}

export const fluentForms: Connector = {
  key: KEY,
  recognises: ({ value }) => Object.keys(value).some((key) => key === "__submission" || /^_fluentform_\d+_/.test(key)),
  read({ value }) {
    const row = unwrapString(own(value, "__submission") ?? null);
    return readSubmission(value, isObject(row) ? row : null);
  },
};
