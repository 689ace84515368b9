import { fold } from "@/lib/core/text";

const NOTES =
  "(?:notas?|notes?|obs|observac(?:ion|iones|ao|oes)|observations?|comentarios?|comments?|remarks?|anotac(?:ion|iones|ao|oes))";
const SELLER =
  "(?:vendedor(?:a|es|as)?|asesor(?:a|es|as)?|ejecutiv[oa]s?|comercial(?:es)?|comerciais|responsable|responsavel|agente|operador(?:a|es)?|equipo|equipe|" +
  "ventas?|vendas?|gestion|gestao|seguimiento|acompanhamento|atendimento|crm)";
const HERE = `(?:intern[oa]s?|privad[oa]s?|(?:(?:de |do |da |del |d[oa]s )(?:la |el |los |las )?)?${SELLER})`;
const BY_HOUSE =
  "(?:internal|private|staff|team|agent|owner|seller|sales ?(?:person|man|rep|team)?|rep|crm|follow ?up)(?: s)?";

/** What somebody here wrote, whatever stands beside it; "comentarios del cliente" are the customer's. */
export const INTERNAL_NOTE = new RegExp(
  `^(?:${NOTES} ${HERE}|${BY_HOUSE} ${NOTES}|anotac(?:ion|iones|ao|oes)|apuntes|bitacora(?: (?:del?|d[oa]) .+)?)$`,
);

/** A form may ask its visitor for them as well. */
export const MAY_BE_NOTED =
  /^(?:notas?|notes?|obs|observac(?:ion|iones|ao|oes)|observations?|remarks?)(?: (?:general(?:es)?|gerais|geral))?$/;

const ON_A_DAY = "(?:(?:el |em |on )?\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?[ :.-]*)?";
const DONE = [
  "(?:ya )?se (?:l[eo]s? )?(?:llamo|envio|mando|paso|escribio|contacto|cotizo|hablo)",
  "(?:ya )?(?:le |lo |la )?(?:llame|envie|mande|pase|cotice|hable con|contacte)(?! y | e )",
  "no (?:contesta|contesto|atiende|atendio|responde|respondio)",
  "volver a (?:llamar|contactar|escribir)|llamar (?:el|la|de nuevo|en|manana)",
  "(?:ja )?(?:liguei|enviei|mandei|falei com)|nao (?:atende|atendeu|responde|respondeu)",
  "ligar (?:de novo|novamente|na|no|amanha)|retornar (?:em|na|no|a)",
  "called|emailed|spoke (?:to|with)|sent (?:a |the |him |her |them )?(?:quote|proposal|e?mail)",
  "left (?:a )?(?:message|voice ?mail)|no answer|call (?:back|again)|follow(?:ed)? up",
].join("|");
const WORK = new RegExp(`^${ON_A_DAY}(?:${DONE})(?!\\p{L})`, "u");

/** Whether half of the cells or more say what somebody here did or has to do. */
export const tellsWork = (samples: readonly string[]): boolean =>
  samples.length > 0 && samples.filter((value) => WORK.test(fold(value))).length * 2 >= samples.length;
