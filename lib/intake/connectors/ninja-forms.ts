import { fieldsOf } from "@/lib/intake/fields";
import { headerOf, isWordPress, reading } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

export const ninjaForms: Connector = {
  key: "ninja-forms",
  /** It alone labels JSON as a form, or wraps it in one argument; else its usual keys give it away. */
  recognises(entry) {
    const { value, format, unwrapped } = entry;
    if (!isWordPress(entry)) return false;
    if (format === "json") return headerOf(entry, "content-type").includes("urlencoded");
    if (format !== "form" && format !== "query") return false;
    return unwrapped || (Object.hasOwn(value, "form_title") && Object.hasOwn(value, "submission"));
  },
  read: ({ value }) => reading("ninja-forms", fieldsOf(value)),
};
