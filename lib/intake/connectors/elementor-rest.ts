import type { Field } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import { isTrashStatus } from "@/lib/intake/trashed";
import type { Reading } from "@/lib/intake/reading";

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A submission as Elementor's own REST interface gives it: values by key, labels beside them in the form. */
export function readElementorItem(item: JsonObject): Reading {
  const form = own(item, "form");
  const about = new Map(
    objects(isObject(form) ? own(form, "fields") : undefined).map((field) => [say(field, "id"), field]),
  );
  const fields = objects(own(item, "values")).map((value): Field => {
    const key = say(value, "key") ?? "";
    const field = about.get(key);
    return {
      path: [key],
      label: field ? say(field, "label") : null,
      type: field ? say(field, "type") : null,
      value: own(value, "value") ?? null,
    };
  });
  const gmt = say(item, "created_at_gmt");
  return reading("elementor-pro", fields, {
    form: { id: say(item, "element_id"), name: isObject(form) ? say(form, "name") : null },
    externalId: say(item, "id"),
    submitted: gmt ?? say(item, "created_at"),
    changed: say(item, gmt === null ? "updated_at" : "updated_at_gmt"),
    utc: gmt !== null,
    pageUrl: say(item, "referer"),
    ip: say(item, "user_ip"),
    userAgent: say(item, "user_agent"),
    trashed: isTrashStatus(say(item, "status")),
  });
}
