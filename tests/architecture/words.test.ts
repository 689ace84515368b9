import fs from "node:fs";
import path from "node:path";
import { ROOM_WORDS } from "@/lib/i18n/words";

const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^;"]*?\sfrom\s+)?"([^"]+)"|import\("([^"]+)"\)/gm;
const WORDS = /useTranslations(?:<[^>]*>)?\((?:"([^".]*)[^"]*")?\)/g;
const SENT = /<RoomWords of=\{\[([^\]]*)\]\}/;

function fileOf(imported: string): string | undefined {
  if (!imported.startsWith("@/")) return undefined;
  return [imported.slice(2), `${imported.slice(2)}.tsx`, `${imported.slice(2)}.ts`].find(
    (file) => /\.tsx?$/.test(file) && fs.existsSync(file),
  );
}

/** The first part of every text that browser code reached from this file asks for; "*" where it doesn't say which. */
function wordsInBrowser(file: string, inBrowser = false, seen = new Set<string>()): string[] {
  const text = fs.readFileSync(file, "utf8");
  const browser = inBrowser || text.startsWith('"use client"');
  const step = `${file} ${browser}`;
  if (text.startsWith('"use server"') || seen.has(step)) return [];
  seen.add(step);
  const here = browser ? [...text.matchAll(WORDS)].map((match) => match[1] ?? "*") : [];
  const imported = [...text.matchAll(IMPORT)].map((match) => fileOf(match[1] ?? match[2] ?? ""));
  return [...here, ...imported.flatMap((one) => (one === undefined ? [] : wordsInBrowser(one, browser, seen)))];
}

/** What the innermost layout round a page sends beyond what every page is sent. */
function wordsSent(file: string): string[] {
  let folder = path.dirname(file);
  for (;;) {
    const layout = path.join(folder, "layout.tsx");
    const sent = fs.existsSync(layout) ? SENT.exec(fs.readFileSync(layout, "utf8"))?.[1] : undefined;
    if (sent !== undefined) return [...sent.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
    if (folder === "app") return [];
    folder = path.dirname(folder);
  }
}

const pages = fs
  .globSync("app/**/{page,layout,error,not-found,loading}.tsx")
  .filter((file) => file !== path.join("app", "global-error.tsx"));

function missing(file: string): string[] {
  const sent = wordsSent(file);
  const kept = (word: string) => word === "*" || ROOM_WORDS.some((one) => one === word);
  return [...new Set(wordsInBrowser(file))].filter((word) => kept(word) && !sent.includes(word));
}

test.each(pages)("%s: the browser is sent every text it asks for", (file) => {
  expect(missing(file)).toStrictEqual([]);
});

test("a text is followed through to where browser code asks for it", () => {
  expect(wordsInBrowser("app/(app)/leads/[number]/page.tsx")).toContain("timeline");
  expect(wordsSent("app/(app)/leads/page.tsx")).toStrictEqual(["condition"]);
});
