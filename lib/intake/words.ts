import { withLetters } from "@/lib/intake/entities";

const REPLACED: [RegExp, string][] = [
  [/\be mails?\b/g, "email"],
  [/\bcorreo e\b/g, "correo"],
  [/\bwhats apps?\b/g, "whatsapp"],
  [/\bwhat s app\b/g, "whatsapp"],
  [/\bfull name\b/g, "fullname"],
  [/\bcell phone\b/g, "cellphone"],
  [/\bn [oº°]\b/g, "numero"],
  [/\b(?:nro|num)\b/g, "numero"],
  [/\b(nombre|apellido) s\b/g, "$1"],
  [/\bdenominacion social\b/g, "razon social"],
  [/\bdenominacao social\b/g, "razao social"],
  // Elementor's word for a field without a title, before the field's id.
  [/^(?:no label|sin etiqueta|sem (?:etiqueta|rotulo|titulo)|sin titulo)(?= )/, ""],
];

/** A key's words apart: "first Name" of `firstName`. A label may have a "McDonald". */
export const spaced = (key: string): string => (/\s/.test(key) ? key : key.replace(/([a-z\d])([A-Z])/g, "$1 $2"));

function plainWords(label: string): string {
  const camel = spaced(label.slice(0, 200));
  let words = withLetters(camel.replace(/<[^<>]{0,200}>/g, " "))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  for (const [pattern, word] of REPLACED) words = words.replace(pattern, word);
  return words.trim();
}

const remembered = new Map<string, string>();

/**
 * A label or key as plain lower-case words: accents, markup, colons, asterisks and the ways to join words are gone.
 * Remembered, since a form's labels are the same every time.
 */
export function wordsOf(label: string): string {
  const known = remembered.get(label);
  if (known !== undefined) return known;
  const words = plainWords(label);
  if (remembered.size > 5_000) remembered.clear();
  if (label.length <= 200) remembered.set(label, words);
  return words;
}

const FILLERS = new Set(
  (
    "el la los las lo un una unos unas de del al en y e and tu tus su sus mi mis vos te le se nos your my our the a an of o os as um uma " +
    "da do das dos na no seu sua seus suas meu minha voce para por pra favor please ingresa ingrese ingresar escribe escriba escribi completa complete completar " +
    "enter type digite informe informa insira preencha deja dejanos indica indique indicanos opcional optional obligatorio obligatoria required " +
    "requerido obrigatorio obrigatoria field campo input aqui here que qual cual es is what whats usted wpforms fields form mf7 cf7 value valor"
  ).split(" "),
);

export const isFiller = (word: string): boolean => FILLERS.has(word);

/** The words that carry meaning: no articles, no "your", no numbers, no prefix of a form's id. */
export function keywordsOf(words: string): string[] {
  const tokens = words.split(" ").filter((token) => token !== "" && !/^\d+$/.test(token));
  const first = tokens[0] ?? "";
  if (tokens.length > 1 && /^g\d+$/.test(first)) tokens.shift();
  const kept = tokens.filter((token) => !FILLERS.has(token));
  return kept.length > 0 ? kept.map((token) => token.replace(/^([a-z]{3,})\d+$/, "$1")) : tokens;
}

const MEANINGLESS = new Set(
  (
    "field input text textarea textfield select dropdown checkbox checkboxes radio hidden menu campo item element number list multiselect multi question answer " +
    "pregunta respuesta label no sin etiqueta rotulo id paragraph single line lineas key option options choice form fields value dato data extra custom"
  ).split(" "),
);

/** True for a key that a program made up (`field_7a1b2c3`, `text-641`, `5.10`) and that says nothing about its content. */
export function isOpaque(key: string): boolean {
  const words = wordsOf(key).split(" ");
  return words.every(
    (word) =>
      word === "" ||
      MEANINGLESS.has(word.replace(/\d+$/, "")) ||
      /^\d+$/.test(word) ||
      (/^[\da-z]{4,}$/.test(word) && /\d/.test(word) && /[a-z]/.test(word)) ||
      /^g\d+$/.test(word),
  );
}
