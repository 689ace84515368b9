import { addField } from "@/lib/leads/custom-fields/commands";
import { addFieldInput } from "@/lib/leads/custom-fields/schema";
import { setValue } from "@/lib/leads/custom-fields/values/commands";
import { newId } from "@/lib/core/id";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { AddFieldInput } from "@/lib/leads/custom-fields/schema";

/** A field of its own name, so that tests don't meet. */
export async function makeCustomField(ctx: Ctx, kind: FieldKind, more: Partial<AddFieldInput> = {}) {
  const name = `${kind} ${newId().slice(-12)}`;
  return addField(ctx, addFieldInput.parse({ kind, labelEn: name, labelEs: `${name} es`, ...more }));
}

export const option = (label: string) => ({ key: "", labelEn: label, labelEs: `${label} (es)`, active: true });

export function say(ctx: Ctx, leadId: string, key: string, said: string | string[], seen = "") {
  return setValue(ctx, { leadId, key, said, seen, decimal: "," });
}

/** One of several, which has to be there. */
export function the<T>(one: T | null | undefined): T {
  if (one === undefined || one === null) throw new Error("it isn't there");
  return one;
}
