import { elementor } from "@/lib/intake/pulling/kinds/elementor";
import { fluentForms } from "@/lib/intake/pulling/kinds/fluent-forms";
import { formidable } from "@/lib/intake/pulling/kinds/formidable";
import { gravityForms } from "@/lib/intake/pulling/kinds/gravity-forms";
import { list } from "@/lib/intake/pulling/kinds/list";
import { predecessor } from "@/lib/intake/pulling/kinds/predecessor";
import type { PullKind } from "@/lib/intake/pulling/kinds/kind";
import type { PullKindName } from "@/lib/intake/schema";

const KINDS: Record<PullKindName, PullKind> = {
  predecessor,
  gravity: gravityForms,
  fluent: fluentForms,
  formidable,
  elementor,
  list,
};

/** How a source's site is read. */
export const kindOf = (name: string): PullKind =>
  Object.hasOwn(KINDS, name) ? KINDS[name as PullKindName] : predecessor;
