import { fold } from "@/lib/core/text";
import { isAbsentText } from "@/lib/intake/values";
import type { Concept } from "@/lib/intake/concepts";
import type { ColumnTarget } from "@/lib/intake/importing/schema";
import { wordsOf } from "@/lib/intake/words";

/** In characters: more than that says something. */
const LONGEST = 40;

const THING =
  "(?:e ?mail|mail|correo(?: electronico)?|casilla|tel(?:efono|efone)?|cel(?:ular)?|movil|whatsapp|phone|numero|number|fecha|date|data|dados?|datos?|" +
  "info(?:rmacion|rmation|rmacao)?|nombre|nome|name|empresa|firma|razon social|company|estado|status|responsable|responsavel|owner|vendedora?|" +
  "monto|importe|valor|amount|servicio|service|servico)s?";
const HAVING =
  "(?:tiene|tienen|tengo|tenemos|tem|tenho|temos|uso|usamos|posee|possui|hay|ha|figura|consta|(?:se )?aplica|applicable|corresponde|disponible|disponivel|available|" +
  "(?:se )?inform[ao]|informad[oa]|informou|especificad[oa]|specified|definid[oa]|defined|asignad[oa]|atribuid[oa]|assigned|provided|given|known|set)";
const NOTHING = new RegExp(
  `^(?:(?:(?:todavia|aun|ainda) )?(?:no|nao|not|(?:i |we )?(?:does not|doesn t|do not|don t)) (?:${HAVING}|has|have)(?: (?:one|any|ningun[oa]?|nenhuma?|${THING}))?|(?:sin|sem|no|without|ningun[oa]?|nenhuma?) ${THING}|` +
    "(?:sin|sem) (?:asignar|atribuir|definir|especificar|cargar|completar)|" +
    "[ns] [acdi]|none|ningun[oa]?|nenhum|nenhuma|unknown|desconocid[oa]|desconhecid[oa]|unassigned|vaci[oa]|vazi[oa]|(?:en|em) (?:blanco|branco))$",
);

/** Where no name is looked for, short forms say so as well; and a database's day that is none. */
const NO_FACT = /^(?:no|nao|n[acd]|sd|nada|nothing|blank|empty|0000 00 00(?: 00 00 00)?)$/;
const FACTS: ReadonlySet<ColumnTarget | Concept> = new Set([
  "email",
  "phone",
  "submittedAt",
  "amount",
  "priority",
  "status",
  "owner",
]);

/** People may be called so, and no firm is. */
const NO_FIRM = /^(?:no|nao|nada|nothing|x{2,})$/;

const PICTURE = /\p{Extended_Pictographic}/u;

/** Whether a cell or an answer only says that there is nothing to say: a dash, "n/a", "no tiene", "sin mail". What people wrote at length is theirs. */
export function saysNothing(target: ColumnTarget | Concept, cell: string): boolean {
  if (isAbsentText(cell)) return true;
  if (target === "message" || target === "note" || cell.length > LONGEST) return false;
  const words = fold(cell)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (words === "") return !PICTURE.test(cell);
  return (
    NOTHING.test(words) || (FACTS.has(target) && NO_FACT.test(words)) || (target === "firm" && NO_FIRM.test(words))
  );
}

/** What a person is called and asks for. A mail that is none is told as such. */
const ABOUT: ReadonlySet<Concept> = new Set<Concept>([
  "name",
  "first_name",
  "middle_name",
  "last_name",
  "firm",
  "service",
]);
const ASKS_WHETHER =
  /\b(?:tenes|tienes|tiene|tienen|tem|have|has|do|does|are|is|queres|quieres|quiere|quer|usas?|prefier\w*|prefer\w*|acept\w*|aceit\w*|accept\w*|desea\w*|deseja\w*)\b/;

/** Whether somebody who was asked for it said that there is none. */
export const saysNone = (concept: Concept, text: string): boolean => ABOUT.has(concept) && saysNothing(concept, text);

/** "¿Tenés empresa?" is answered with "No tengo", and that says something. */
export const asksWhether = (label: string): boolean => ASKS_WHETHER.test(wordsOf(label));
