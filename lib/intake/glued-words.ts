import { EXACT, RULES } from "@/lib/intake/concepts";
import { isFiller, wordsOf } from "@/lib/intake/words";

/** Shorter keys are words of their own far too often. */
const SHORTEST = 9;
const LONGEST = 120;

const COMMON =
  "necesita necesitas necesito necesidad interesa interesado interesada empresa podemos puedo ayudar ajudar ayudarte ayudarlo help you com con whatsapp sobre about more mas tell us cuentanos contanos " +
  "requerido required opcional optional numero number contacto contato adicional direccion address melhor mejor ddd full your mobile business personal trabajo work qual ofrece ofrecen oferece postulante celu required telephone quem quien como chama llamas " +
  "descreva describa mensual proyecto project projeto operacion carga";

const plain = (pattern: RegExp) => pattern.source.split(/[|()^$?:]+/).filter((word) => /^[a-z]{3,}$/.test(word));

const known = new Set<string>([
  ...Object.values(EXACT).flatMap((phrases) => phrases.flatMap((phrase) => wordsOf(phrase).split(" "))),
  ...RULES.flatMap(({ heads, beside, not }) => [heads, beside, not].flatMap(plain)),
  ...wordsOf(COMMON).split(" "),
]);

const isWord = (text: string) => (known.has(text) && text.length > 1) || isFiller(text);

const OWNED = /^(?:your|my|teu|tua|seu|sua|meu|minha|tu|su|mi)([a-z]{4,})$/;
const asked = new Set<string>(
  [EXACT.name, EXACT.first_name, EXACT.last_name, EXACT.email, EXACT.phone, EXACT.firm, EXACT.message].flatMap(
    (phrases) => phrases?.filter((phrase) => !phrase.includes(" ")) ?? [],
  ),
);

/** `yourname`, `seunome`: short, but of two words that nothing else is made of. */
function owned(token: string): string | null {
  const word = OWNED.exec(token)?.[1];
  return word !== undefined && asked.has(word) ? word : null;
}

/**
 * A label whose spaces were taken out to make a key of it (`correoelectronico`, `nombredelaempresa`), as words again: the
 * fewest that it is made of from end to end. Null where it isn't.
 */
export function separated(token: string): string | null {
  if (token.length < SHORTEST) return owned(token);
  if (token.length > LONGEST || known.has(token) || !/^[a-z]+$/.test(token)) return null;
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= token.length; end++) {
    let shortest: string[] | null = null;
    for (let start = Math.max(0, end - 24); start < end; start++) {
      const before = best[start];
      const word = token.slice(start, end);
      if (!before || !isWord(word) || (shortest && before.length + 1 >= shortest.length)) continue;
      shortest = [...before, word];
    }
    best[end] = shortest;
  }
  const words = best[token.length] ?? null;
  // No label ends with an article: such a word only looks made of others.
  const last = words?.at(-1) ?? "";
  return words && words.length > 1 && last.length > 2 && !isFiller(last) ? words.join(" ") : null;
}
