import type { Condition } from "@/lib/core/condition/schema";
import type { RuleEffect } from "@/lib/intake/rules/schema";

type DefaultRule = { name: string; condition: Condition; effect: RuleEffect };

const serviceHas = (...words: string[]): Condition => ({
  any: words.map((value) => ({ field: "service", op: "contains", value })),
});

/** The rules a new source starts with; an admin changes them afterwards. The first is the predecessor's. */
export const DEFAULT_RULES: DefaultRule[] = [
  {
    name: "Busco trabajo / Ofrezco productos o servicios",
    condition: { field: "service", op: "is", value: "Busco trabajo/ Ofrezco productos o servicios" },
    effect: { statusKey: "negative", leadTypeKey: "supplier-or-job-seeker" },
  },
  {
    name: "Fulfillment",
    condition: serviceHas("fulfil", "e-commerce", "ecommerce"),
    effect: { leadTypeKey: "fulfilment" },
  },
  { name: "Última milla", condition: serviceHas("ultima milla", "last mile"), effect: { leadTypeKey: "last-mile" } },
  {
    name: "Transporte",
    condition: serviceHas("transport", "flete", "freight", "frete"),
    effect: { leadTypeKey: "transport" },
  },
  {
    name: "Almacenaje",
    condition: serviceHas("almacen", "deposito", "warehous", "armazen"),
    effect: { leadTypeKey: "warehousing" },
  },
];
