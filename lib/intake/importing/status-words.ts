import { fold } from "@/lib/core/text";

/** What the statuses that come with the house are called in the languages of those who keep sheets; also as they are shortened. */
const ALIKE = [
  "pending|pendiente|pendente|pendientes|pendentes",
  "new|nuevo|nueva|novo|nova|nuevos|novos|nuevo lead|novo lead|new lead",
  "assigned|asignado|asignada|atribuído|atribuída|designado|designada",
  "contacted|contactado|contactada|contatado|contatada|contato feito",
  "to quote|falta cotizar|para cotizar|a cotizar|a cotar|para cotar|falta cotar|a orçar|falta orçar",
  "quoted|cotizado|cotizada|cotado|cotada|orçado|orçada|presupuestado|presupuestada",
  "interested in going on|interesado en avanzar|interested|interesado|interesada|interessado|interessada|interessado em avançar",
  "successful handling|gestión exitosa|gestão bem-sucedida|gestão bem sucedida|gestão exitosa",
  "on hold|pospuesto|pospuesta|en espera|en pausa|em espera|em pausa|adiado|adiada",
  "did not advance|no avanzó|não avançou|didn't advance",
  "not viable|no viable|inviable|inviável|não viável|unviable",
  "new customer|nuevo cliente|cliente nuevo|novo cliente|cliente novo|new client",
  "negative|negativo|negativa",
  "undefined|no definido|indefinido|não definido|sin definir",
].map((words) => words.split("|").map(fold));
/** What somebody is with whom nothing was done yet. */
const NEW = fold("new");

type Status = { id: string; key: string; labelEn: string; labelEs: string; part: string | null };

/**
 * Statuses by what a file may call them: by their key and their names, else by another language's word for one of those,
 * where it means but one of them.
 */
export function statusWords(statuses: readonly Status[], retired: readonly Status[]): Map<string, string> {
  const named = new Map(
    [...retired, ...statuses].flatMap(({ id, key, labelEn, labelEs }) =>
      [key, labelEn, labelEs].map((word): [string, string] => [fold(word), id]),
    ),
  );
  const start = statuses.find(({ part }) => part === "start")?.id;
  const words = new Map(named);
  for (const alike of ALIKE) {
    const meant = new Set(alike.flatMap((word) => named.get(word) ?? []));
    if (meant.size === 0 && start !== undefined && alike.includes(NEW)) meant.add(start);
    const [only] = meant;
    if (only === undefined || meant.size > 1) continue;
    for (const word of alike) if (!words.has(word)) words.set(word, only);
  }
  return words;
}
