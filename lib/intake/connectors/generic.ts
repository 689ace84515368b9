import { fieldsOf } from "@/lib/intake/fields";
import { reading } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

/** Anything else that sends names and values. */
export const generic: Connector = {
  key: "generic",
  recognises: () => true,
  read: ({ value }) => reading("generic", fieldsOf(value)),
};
