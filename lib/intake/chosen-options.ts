import { isObject, own } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { textOf } from "@/lib/intake/values";

const OPTIONS = ["options", "choices", "opciones", "opcoes"];
const IDS = ["id", "value", "key", "ref", "uuid", "slug"];
const TEXTS = ["text", "label", "title", "name"];
const ANSWERS = ["value", "values", "answer", "answers"];
const MOST_OPTIONS = 1_000;
const DEEPEST = 6;

const first = (option: JsonObject, keys: readonly string[]): string[] =>
  keys.flatMap((key) => textOf(own(option, key) ?? null) ?? []);

/** What each of a field's options says, by its ids: `[{ id, text }]`, or `{ id: text }`. */
function textsOf(field: JsonObject): Map<string, string> {
  const texts = new Map<string, string>();
  for (const options of OPTIONS.map((key) => own(field, key) ?? null)) {
    if (isObject(options)) {
      for (const [id, text] of Object.entries(options).slice(0, MOST_OPTIONS))
        if (typeof text === "string") texts.set(id, text);
    }
    if (!Array.isArray(options)) continue;
    for (const option of options.slice(0, MOST_OPTIONS).filter(isObject)) {
      const [text] = first(option, TEXTS);
      for (const id of text === undefined ? [] : first(option, IDS)) if (!texts.has(id)) texts.set(id, text ?? "");
    }
  }
  return texts;
}

function inTexts(answer: Json, texts: ReadonlyMap<string, string>): Json {
  if (Array.isArray(answer)) return answer.map((one) => inTexts(one, texts));
  return isObject(answer) || answer === null ? answer : (texts.get(String(answer)) ?? answer);
}

/** Some senders answer a choice by the ids of its options, which they list beside: read as what those options say. */
export function withChosenTexts(value: Json, depth = 0): Json {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => withChosenTexts(one, depth + 1));
  if (!isObject(value)) return value;
  const texts = textsOf(value);
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    texts.size > 0 && ANSWERS.includes(key) ? inTexts(inner, texts) : withChosenTexts(inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
