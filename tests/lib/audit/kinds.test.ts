import fs from "node:fs";
import { KINDS, eventsOf, isEventName } from "@/lib/audit/kinds/schema";
import en from "@/lib/i18n/messages/en.json";

const DEFINED = /defineEvent\(\s*"([\w.]+)"/g;

/** Of every event that the product can tell. */
const defined = fs
  .globSync("lib/**/events.ts")
  .flatMap((file) => [...fs.readFileSync(file, "utf8").matchAll(DEFINED)].map(([, name = ""]) => name));
const listed: string[] = Object.values(KINDS).flat();

function wordsFor(name: string): unknown {
  const [subject = "", what = ""] = name.split(".");
  return (en.audit.events as Record<string, Record<string, string>>)[subject]?.[what];
}

test("every event there is has a kind, one only, and words", () => {
  expect(defined.length).toBeGreaterThan(150);
  expect(defined.filter((name) => !listed.includes(name))).toStrictEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.filter((name) => wordsFor(name) === undefined)).toStrictEqual([]);
});

test("an event that nobody listed would be noticed", () => {
  expect(isEventName("lead.created")).toBe(true);
  expect(isEventName("lead.invented")).toBe(false);
  expect(wordsFor("lead.invented")).toBeUndefined();
});

test("a kind stands for its events, a name for itself", () => {
  expect(eventsOf("signIns")).toContain("user.signInFailed");
  expect(eventsOf("role.updated")).toStrictEqual(["role.updated"]);
});

test("each part of the server that acts by itself is named in words", () => {
  const acting = new Set(
    fs
      .globSync(["lib/**/*.ts", "app/**/*.ts"])
      .flatMap((file) =>
        [...fs.readFileSync(file, "utf8").matchAll(/systemCtx\("([^"]+)"/g)].map(([, part = ""]) => part),
      ),
  );
  expect(acting.size).toBeGreaterThan(10);
  const named = Object.keys(en.audit.who.systems);
  expect([...acting].filter((part) => !named.includes(part))).toStrictEqual([]);
  expect(named).not.toContain("somebody");
});
