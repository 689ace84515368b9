import { emailsIn } from "@/lib/core/email";
import { own, put } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { meaningOf } from "@/lib/intake/labels";
import { isAbsent, textOf } from "@/lib/intake/values";
import { wordsOf } from "@/lib/intake/words";

const words = (text: string) => new RegExp(`^(?:${text})$`);

/** What programs say of their fields, and nobody's answer: by what they know them, how they draw, check and keep them. */
const TECHNICAL = words(
  "(?:(?:field|input|form|question|answer|option|choice|element|component|block|page|step|section|group|parent|column|object|object type|html|css|entry|unique|internal) )?(?:ids?|uuid|guid|slug|handle|key)|name|names|label|title|question|column name|(?:field|input|html|data|value|element|object|component|question|answer) (?:name|label|title|key|type|kind)|" +
    "type|kind|ref|widget|control|css|css class(?:es)?|class name|icon|autocomplete|tab index|" +
    "order|sort|sort order|position|index|idx|" +
    "(?:is )?(?:required|mandatory|optional|hidden|visible|read ?only|disabled|enabled|multiple|multi ?select|checked|selected|valid|invalid|sensitive|private|conditional|obligatori[oa]|requerid[oa]|obrigatori[oa])|" +
    "validations?|validators?|rules?|errors?|min|max|min ?length|max ?length|pattern|mask|format|regex|conditional logic|logic|conditions|" +
    "placeholder|help|help text|hint|tooltip|default|default value|options?|choices?|enum|props|properties|settings|config|configuration|translations?|locale|" +
    "raw|.+ raw|raw .+|value choice|unix|time ?stamp",
);
/** What only a field of a form has. */
const DRAWN = words("(?:(?:field|input|element|component|control) )?type|widget|(?:is )?required");
/** With more of its program's own, a field comes with all its settings. */
const MOST_TECHNICAL = 6;

const isTechnical = (key: string): boolean => TECHNICAL.test(wordsOf(key)) || /^[_$@]/.test(key);
const isNumber = (text: string): boolean => /^[\d.,\s]*$/.test(text);

/** Whether the words of one text stand in the other. A number may be the same by chance. */
const saysIn = (whole: string, text: string): boolean => {
  const part = wordsOf(text);
  return part !== "" && !isNumber(text) && ` ${wordsOf(whole)} `.includes(` ${part} `);
};

export const isDrawn = (item: JsonObject): boolean => Object.keys(item).some((key) => DRAWN.test(wordsOf(key)));

/**
 * What an item holds beside what it is called and its value, both under `used`: a quantity, a price, a second text.
 * Without what a form's program says of its own field, and what the value says already.
 */
export function contentBeside(item: JsonObject, used: readonly string[]): JsonObject {
  const hasSettings = isDrawn(item) && Object.keys(item).filter(isTechnical).length > MOST_TECHNICAL;
  return hasSettings ? {} : allBeside(item, used);
}

function allBeside(item: JsonObject, used: readonly string[]): JsonObject {
  const content: JsonObject = {};
  const said = used.map((key) => textOf(own(item, key) ?? null) ?? "").join("\n");
  for (const key of Object.keys(item)) {
    const value = own(item, key) ?? null;
    if (used.includes(key) || isTechnical(key) || isAbsent(value) || saysIn(said, textOf(value) ?? "")) continue;
    put(content, key, value);
  }
  return content;
}

/** Whether what stands beside reaches somebody: the whole is a record of theirs, and no field. */
export const isSomebody = (item: JsonObject, used: readonly string[]): boolean =>
  Object.entries(allBeside(item, used)).some(([key, value]) => reaches(key, value));

function reaches(key: string, value: Json): boolean {
  const text = textOf(value) ?? "";
  return emailsIn(text).length > 0 || (meaningOf(key)?.concept === "phone" && /(?:\d\D{0,3}){6}/.test(text));
}
