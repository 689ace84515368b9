import { fieldsOf } from "@/lib/intake/fields";
import { headerOf, reading } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

export const wpforms: Connector = {
  key: "wpforms",
  recognises: (entry) =>
    headerOf(entry, "user-agent").startsWith("wpforms-webhooks") ||
    "x-wpforms-webhook-id" in entry.request.headers ||
    "x-wpforms-signature" in entry.request.headers,
  read: ({ value }) => reading("wpforms", fieldsOf(value)),
};
