import { fieldsOf } from "@/lib/intake/fields";
import { headerOf, reading } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

export const jetpack: Connector = {
  key: "jetpack-forms",
  recognises: (entry) => headerOf(entry, "user-agent").includes("Jetpack/"),
  read: ({ value }) => reading("jetpack-forms", fieldsOf(value)),
};
