import { wordsOf } from "@/lib/intake/words";
import type { Condition } from "@/lib/core/condition/schema";
import type { RuleEffect } from "@/lib/intake/rules/schema";

type DefaultRule = { name: string; condition: Condition; effect: RuleEffect };

const serviceHas = (...words: string[]): Condition => ({
  any: words.map((value) => ({ field: "service", op: "contains", value })),
});

/**
 * It is a choice of its own among a form's services, alone or with others, and every site writes the sign in its middle
 * otherwise. At the beginning of a choice: "no busco trabajo" is somebody's own words.
 */
const ticks = (choice: string): Condition => ({
  any: [choice, `*,${choice}`, `*;${choice}`].map((value) => ({ field: "service", op: "matches", value: `${value}*` })),
});

/** The rules a new source starts with; an admin changes them afterwards. The first is the predecessor's. */
export const DEFAULT_RULES: DefaultRule[] = [
  {
    name: "Busco trabajo / Ofrezco productos o servicios",
    condition: ticks("Busco trabajo*Ofrezco productos o servicios"),
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

/** What a form offers as a service and the rules above are for, whatever the house itself calls its services. */
const CHOICES = new Set(DEFAULT_RULES.map(({ name }) => wordsOf(name)));

/** One of them, or several of them as a form joins what was ticked. */
export const isUsualChoice = (answer: string): boolean =>
  answer.split(/,|(?<!&#?\w{1,8});/).every((one) => CHOICES.has(wordsOf(one)));
