import { fold } from "@/lib/core/text";
import { isPerson } from "@/lib/intake/persons";
import { takenApart } from "@/lib/intake/taken-apart";
import { PERSON } from "@/lib/intake/values";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

/** Whom a message is read for: the name that the form gave, and the country of its numbers. */
export type Reader = { name: string | null; country: string };

/** What is looked for in it. */
export type Reach = "mail" | "number";

const LONGEST = 5_000;
/** A name, a firm, a mail and two numbers, each on its own line. */
const MOST_LINES = 6;
const SENTENCES = /\n+|(?<=[.!?;])\s+/;
/** "El encargado es Pedro.": whoever is spoken of before is whom the lines that follow may be of. */
const NAMES_SOMEBODY = /(?<!\p{L})(?:es|é|is|llama|chama|called|named|contacto|contato|contact):? \p{Lu}\p{Ll}/u;

const ASKS_FOR =
  /\b(?:hablar|preguntar|contactar|comunicarse|coordinar|talk|speak|ask|falar|perguntar) (?:con|por|a|al|to|for|with|com|ao)\b/i;
/** An order's or a parcel's as well as a telephone. */
const DIGITS_ALONE = /^\s*\d+[\s.]*$/;
const COURTESY =
  /^(?:(?:muchas|muchisimas|desde ya|mil|many|muito) )?(?:gracias|graciass?|thanks?(?: you)?|obrigad[oa]|saludos(?: cordiales)?|slds|atte|atentamente|cordialmente|(?:best |kind )?regards|best|abraco|atenciosamente|un abrazo|buen dia|buenas tardes)$/;

/** Whom to call, or who is there: the number that follows may be theirs. */
const CALLED_OR_THERE =
  /\b(?:llam\w+|avis\w+|contact\w+|contat\w+|coordin\w+|comuni\w+|habl\w+|pregunt\w+|escrib\w+|call\w*|ring|text|talk|speak|ask|lig(?:ar|ue|uem)|fal(?:ar|e|em)|pergunt\w+|recib\w+|receb\w+|receiv\w+|atiend\w+|atend\w+|retir\w+|entreg\w+|deliver\w*|esper\w+|wait\w*)\b/;

const isOfSomebody = (words: string) => isSomebodyElses(words) || words.split(" ").some(isPerson);

/**
 * Whether whoever is reached under what follows may be somebody who was spoken of. A mother who moves is no reason not to call
 * the writer under a number of theirs, where the message doesn't say to call her; a mail would make both one person.
 */
const isSaidOfOthers = (sentence: string, reach: Reach) =>
  NAMES_SOMEBODY.test(sentence) ||
  ASKS_FOR.test(sentence) ||
  PERSON.test(sentence.trim()) ||
  sentence.trimEnd().endsWith(":") ||
  (isOfSomebody(wordsOf(sentence)) && (reach === "mail" || CALLED_OR_THERE.test(wordsOf(sentence))));

/**
 * The end of a message that is nothing but where its writer is reached: "Gracias. Cel: 11 4321-8741", or lines with a mail, a
 * number and the name that the form gave. Empty where another name stands there, or somebody else is spoken of right before.
 */
export function signatureOf(text: string, { name, country }: Reader, reach: Reach): string {
  if (text.length > LONGEST) return "";
  const sentences = text.split(SENTENCES).filter((one) => one.trim() !== "");
  const isOwnName = (piece: string) =>
    name !== null && (fold(name).startsWith(fold(piece)) || fold(piece).startsWith(fold(name)));
  const isSigning = (piece: string) => isOwnName(piece) || COURTESY.test(wordsOf(piece));
  const signed: string[] = [];
  while (sentences.length > 0 && signed.length < MOST_LINES) {
    const last = sentences.at(-1) ?? "";
    if (!takenApart(last, country).pieces.every(isSigning)) break;
    signed.unshift(last);
    sentences.pop();
  }
  const signature = signed.join("\n");
  return DIGITS_ALONE.test(signature) || isSaidOfOthers(sentences.at(-1) ?? "", reach) ? "" : signature;
}
