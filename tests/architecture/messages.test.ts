import fs from "node:fs";
import path from "node:path";
import type { Messages } from "@/tests/support/messages";
import { differences } from "@/tests/support/messages";

const FOLDER = "lib/i18n/messages";
const languages = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];

function read(language: string): Messages {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, language), "utf8")) as Messages;
}

test("every language says the same things with the same values", () => {
  expect(languages.flatMap((language) => differences(read("en.json"), read(language)))).toStrictEqual([]);
});

test("a text that one language lacks is noticed", () => {
  expect(differences({ leads: { title: "Leads", none: "None" } }, { leads: { title: "Leads" } })).toStrictEqual([
    "leads.none is in one language only",
  ]);
});

test("a text that is empty or takes other values is noticed", () => {
  const english = { a: "{count, plural, one {# lead} other {# leads}} of {name}", b: "Go" };
  expect(differences(english, { a: "{count} de {nombre}", b: " " })).toStrictEqual([
    "a takes different values",
    "b is empty",
  ]);
});

test("a word inside a choice is no value", () => {
  const english = { a: "{count, plural, one {lead} other {# leads of {name}}}" };
  expect(differences(english, { a: "{count, plural, one {el lead} other {# leads de {name}}}" })).toStrictEqual([]);
  expect(differences(english, { a: "{count, plural, one {el lead} other {# leads}}" })).toStrictEqual([
    "a takes different values",
  ]);
});

/** The names in a text of JSON, in order; what is read and written again has each name of an object once. */
const namesIn = (json: string) => (json.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?/g) ?? []).filter((one) => one.endsWith(":"));
const namesRead = (json: string) => namesIn(JSON.stringify(JSON.parse(json)));

test("no text is there twice under one name", () => {
  for (const language of languages) {
    const json = fs.readFileSync(path.join(FOLDER, language), "utf8");
    expect(namesIn(json).toSorted()).toStrictEqual(namesRead(json).toSorted());
  }
  const twice = '{ "a": "one", "a": "two" }';
  expect(namesIn(twice)).toHaveLength(2);
  expect(namesRead(twice)).toHaveLength(1);
});
