import { numbersIn } from "@/lib/intake/numbers";
import { isFiller, wordsOf } from "@/lib/intake/words";

const ADDRESS = /[^\s<>()[\]{},;|"“”]+@[^\s<>()[\]{},;|"“”]+/g;
const BETWEEN_PARTS = /[\n|,;:/<>()[\]"“”«»]+|(?:^|\s+)[-–—•·]+(?:\s+|$)/;
/** What is only said about a part: "mi mail es", "cel". */
const SAYS =
  /^(?:e?mails?|correos?|correio|electr?onico|tel\w*|cel\w*|phone|mobile|movil|whats?app|wsp|wpp|fone|numero|number|nombres?|names?|nome|soy|sou|llamo|chamo|escrib\w+|escrev\w+|write|o|ou|u|or|com|con|me|a)$/;

const isSaid = (word: string) => isFiller(wordsOf(word)) || wordsOf(word) === "" || SAYS.test(wordsOf(word));

function withoutSaid(piece: string): string {
  const words = piece.split(/\s+/);
  while (words.length > 0 && isSaid(words[0] ?? "")) words.shift();
  while (words.length > 0 && isSaid(words.at(-1) ?? "")) words.pop();
  return words.join(" ");
}

/** What stands in a text beside addresses, each piece without the words that only say what it is; and its first number. */
export function takenApart(text: string, country: string): { phone: string | null; pieces: string[] } {
  const rest = text.includes("@") ? text.replace(ADDRESS, " | ") : text;
  const phone = numbersIn(rest, country)[0]?.number ?? null;
  const pieces = (phone === null ? rest : rest.replace(phone, " | "))
    .split(BETWEEN_PARTS)
    .map(withoutSaid)
    .filter((piece) => piece !== "");
  return { phone, pieces };
}
