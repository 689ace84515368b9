import { contentBeside } from "@/lib/intake/item-content";
import { isObject, own, put } from "@/lib/intake/json";
import { textOf } from "@/lib/intake/values";
import type { Json, JsonObject } from "@/lib/intake/json";

const TITLES = ["title", "label", "question", "text", "name"];
const IDS = ["id", "ref", "key", "uuid"];
/** Where an answer says which question it is of. */
const QUESTION = ["field", "question", "field_id", "question_id", "fieldId", "questionId", ...IDS];
const ANSWER = ["value", "answer", "text", "values"];
const WITHIN = ["labels", "label", "value"];
const MOST_QUESTIONS = 1_000;
const DEEPEST = 5;

/** A title and the list it stands in. */
type Titles = Map<string, { title: string; list: Json[] }>;

const texts = (value: JsonObject, keys: readonly string[]): string[] =>
  keys.flatMap((key) => textOf(own(value, key) ?? null) ?? []);

/** The titles in every list whose items all have an id and a title, by each of their ids. */
function collect(value: Json, into: Titles, depth = 0): void {
  if (isObject(value) && depth <= DEEPEST) {
    for (const inner of Object.values(value)) collect(inner, into, depth + 1);
  }
  if (!Array.isArray(value)) return;
  const questions = value.slice(0, MOST_QUESTIONS).filter(isObject);
  if (!questions.every((one) => texts(one, IDS).length > 0 && texts(one, TITLES).length > 0)) return;
  for (const one of questions)
    for (const id of texts(one, IDS)) into.set(id, { title: texts(one, TITLES)[0] ?? "", list: value });
}

/** `{ type: "choice", choice: { label: "…" } }`: under its own kind, and perhaps a level below; with what stands beside. */
function answerIn(item: JsonObject): { value: Json; beside: JsonObject } | undefined {
  const place = [...texts(item, ["type"]), ...ANSWER].find((key) => Object.hasOwn(item, key)) ?? "";
  const answer = own(item, place);
  if (answer === undefined) return undefined;
  const beside = contentBeside(item, [place, ...QUESTION]);
  const within = isObject(answer) ? WITHIN.find((key) => Object.hasOwn(answer, key)) : undefined;
  if (!isObject(answer) || within === undefined) return { value: answer, beside };
  return { value: own(answer, within) ?? null, beside: { ...contentBeside(answer, [within]), ...beside } };
}

/** Whether a list's item calls itself otherwise than any question is known by: it names its own value. */
const namesItself = (item: JsonObject, titles: Titles): boolean =>
  !QUESTION.slice(0, -IDS.length).some((key) => Object.hasOwn(item, key)) &&
  texts(item, ["key"]).some((key) => !titles.has(key));

type Answered = { id: string; list: Json[]; field: JsonObject };

function answered(item: Json, titles: Titles): Answered | null {
  if (!isObject(item) || texts(item, ["title", "label", "question", "name"]).length > 0) return null;
  const answer = answerIn(item);
  if (answer === undefined || namesItself(item, titles)) return null;
  for (const asked of QUESTION.map((key) => own(item, key) ?? null)) {
    const question = isObject(asked) ? asked : { id: asked };
    const id = texts(question, IDS).find((one) => titles.has(one)) ?? "";
    const known = titles.get(id);
    if (!known) continue;
    const type = own(question, "type") ?? own(item, "type") ?? null;
    return { id, list: known.list, field: { ...answer.beside, title: known.title, type, value: answer.value } };
  }
  return null;
}

/** The answers by their questions' ids; null for a list in which anything is none, or that is one of questions itself. */
function answersIn(list: Json[], titles: Titles): Answered[] | null {
  const found = list.flatMap((item) => answered(item, titles) ?? []);
  const ids = new Set(found.map(({ id }) => id));
  return found.length > 0 && ids.size === list.length && found.every((one) => one.list !== list) ? found : null;
}

const saysMore = (question: Json): boolean =>
  isObject(question) && Object.keys(contentBeside(question, [...IDS, ...TITLES])).length > 0;

/** Every list in a value, changed; a list's own items are left as they are. */
function eachList(value: Json, change: (list: Json[]) => Json, depth = 0): Json {
  if (Array.isArray(value)) return change(value);
  if (!isObject(value) || depth > DEEPEST) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachList(inner, change, depth + 1)]));
}

/**
 * Some senders list what was asked (`{ id, title }`) apart from what was answered (`{ field: { id }, type, text }`): each
 * answer comes to stand with its question's title and kind, and the list of questions says no more than its items hold
 * beside.
 */
export function withTitledAnswers(value: Json): Json {
  const titles: Titles = new Map();
  if (isObject(value)) collect(value, titles);
  if (titles.size === 0) return value;
  const used = new Set<Json>();
  const read = eachList(value, (list) => {
    const answers = answersIn(list, titles);
    if (!answers) return list;
    const fields: JsonObject = {};
    for (const { id, list: questions, field } of answers) {
      used.add(questions);
      put(fields, id, field);
    }
    return fields;
  });
  return eachList(read, (list) => (used.has(list) ? list.filter(saysMore) : list));
}
