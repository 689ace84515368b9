import { fits } from "@/lib/intake/candidates";
import type { Candidate } from "@/lib/intake/candidates";
import { isFirm } from "@/lib/intake/firm-names";
import { isOfPlace } from "@/lib/intake/owner";
import { wordsOf } from "@/lib/intake/words";
import { isJudging } from "@/lib/intake/workers";

const labelOf = ({ field }: Candidate) => wordsOf(field.label ?? field.path.at(-1) ?? "");

const SUPPLIER =
  "(?:proveedor[a]?|suppliers?|vendor|fornecedor[a]?|distribuidor[a]?|distributor|revendedor[a]?|reseller)";
const ASKS_SUPPLIER = new RegExp(
  `^(?:(?:nombre|nome|name) (?:del?|do|da|of)(?: (?:la|el|the))? )?(?:(?:empresa|firma|compania|companhia) )?${SUPPLIER}(?: (?:company|firm|business))?(?: name)?$`,
);
const NAMES_SUPPLIER = new RegExp(`\\b${SUPPLIER}\\b`);
const CONTACT = /\b(?:contact|contacto|contato)\b/;

const asksName = ({ asked }: Candidate) => asked === "name" || asked === "first_name";
const isContact = (one: Candidate) => asksName(one) && one.text !== null && CONTACT.test(labelOf(one));

/** Whether a label asks which supplier it is. */
export const asksSupplier = (one: Candidate): boolean => ASKS_SUPPLIER.test(labelOf(one));

/** Whether a form asks for the supplier's mail or number, and for another one. */
function asksTwice(all: readonly Candidate[], concept: "email" | "phone"): boolean {
  const asked = all.filter((one) => one.asked === concept);
  const suppliers = asked.filter((one) => NAMES_SUPPLIER.test(labelOf(one)));
  return suppliers.length > 0 && suppliers.length < asked.length;
}

/**
 * The firm of a supplier that registers: under a word for one beside somebody to speak to. A form that asks for the visitor's
 * own firm, their own mail beside the supplier's or where goods go to, or in which somebody complains, speaks of whom
 * they buy from.
 */
export function suppliersFirm(free: Candidate[], all: readonly Candidate[]): Candidate | null {
  const found = free.find((one) => asksSupplier(one) && fits("firm", one.text, one.field.value));
  if (!found) return null;
  const isOfVisitor =
    all.some(isContact) || (isFirm(found.text ?? "") && !all.some((one) => asksName(one) && one !== found));
  const isOfOthers = all.some((one) => one.asked === "firm" || isOfPlace(one));
  const isAnothers = (["email", "phone"] as const).some((concept) => asksTwice(all, concept));
  return isOfVisitor && !isOfOthers && !isAnothers && !isJudging(all) ? found : null;
}
