import { fold } from "@/lib/core/text";
import { isAbsentText } from "@/lib/intake/values";
import type { ColumnTarget } from "@/lib/intake/importing/schema";

/** In characters: more than that says something. */
const LONGEST = 40;

const THING =
  "(?:e ?mail|mail|correo(?: electronico)?|casilla|tel(?:efono|efone)?|cel(?:ular)?|movil|whatsapp|phone|numero|number|fecha|date|data|dados?|datos?|" +
  "info(?:rmacion|rmation|rmacao)?|nombre|nome|name|empresa|firma|razon social|company|estado|status|responsable|responsavel|owner|vendedora?|" +
  "monto|importe|valor|amount|servicio|service|servico)s?";
const HAVING =
  "(?:tiene|tienen|tengo|tem|tenho|posee|possui|hay|ha|figura|consta|(?:se )?aplica|applicable|corresponde|disponible|disponivel|available|" +
  "(?:se )?inform[ao]|informad[oa]|informou|especificad[oa]|specified|definid[oa]|defined|asignad[oa]|atribuid[oa]|assigned|provided|given|known|set)";
const NOTHING = new RegExp(
  `^(?:(?:no|nao|not|does not|doesn t) (?:${HAVING}|has|have)(?: ${THING})?|(?:sin|sem|no|without) ${THING}|` +
    "(?:sin|sem) (?:asignar|atribuir|definir|especificar|cargar|completar)|" +
    "[ns] [acdi]|none|ningun[oa]?|nenhum|nenhuma|unknown|desconocid[oa]|desconhecid[oa]|unassigned|vaci[oa]|vazi[oa]|(?:en|em) (?:blanco|branco))$",
);

/** Where no name is looked for, short forms say so as well; and a database's day that is none. */
const NO_FACT = /^(?:no|nao|n[acd]|sd|nada|nothing|blank|empty|0000 00 00(?: 00 00 00)?)$/;
const FACTS: ReadonlySet<ColumnTarget> = new Set([
  "email",
  "phone",
  "submittedAt",
  "amount",
  "priority",
  "status",
  "owner",
]);

/** Whether a cell only says that there is nothing to say: a dash, "n/a", "no tiene", "sin mail". What people wrote at length is theirs. */
export function saysNothing(target: ColumnTarget, cell: string): boolean {
  if (isAbsentText(cell)) return true;
  if (target === "message" || cell.length > LONGEST) return false;
  const words = fold(cell)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words === "" || NOTHING.test(words) || (FACTS.has(target) && NO_FACT.test(words));
}
