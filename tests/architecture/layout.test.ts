import fs from "node:fs";
import path from "node:path";
import { sourceFiles } from "@/tests/support/source-files";

const LONGEST_FILE = 300;
/** Tables of cases are read by the row. */
const LONGEST_TEST = 500;

/** Names that say nothing of what is inside, so that anything lands there. */
const EMPTY_WORD = /^(utils?|helpers?|services?|types?|common|misc|shared|constants|index|manager)$/;

function emptyNames(files: string[]): string[] {
  return files.filter((file) => file.split(path.sep).some((part) => EMPTY_WORD.test(part.replace(/\.tsx?$/, ""))));
}

test("no file or folder has a name that says nothing, and there are no barrels", () => {
  const seed = path.join("prisma", "seed", "index.ts");
  // What leads ask for is called so, by everybody and in the address.
  const asked = path.join("app", "(app)", "settings", "(words)", "services", "page.tsx");
  const files = sourceFiles("app", "components", "lib", "prisma", "scripts");
  expect(emptyNames(files).filter((file) => ![seed, asked].includes(file))).toStrictEqual([]);
});

test("such a name would be noticed", () => {
  expect(
    emptyNames(["lib/leads/utils.ts", "lib/helpers/phone.ts", "lib/leads/index.ts", "lib/leads/dedupe.ts"]),
  ).toHaveLength(3);
});

const longest = (file: string) => (file.startsWith("tests") ? LONGEST_TEST : LONGEST_FILE);

test("no file has grown so long that nobody reads it", () => {
  const files = sourceFiles("app", "components", "lib", "prisma", "scripts", "tests");
  const long = files.filter((file) => fs.readFileSync(file, "utf8").split("\n").length > longest(file));
  expect(long).toStrictEqual([]);
});

test("every test stands where its subject does", () => {
  const rooms = new Set([
    "lib",
    "app",
    "components",
    "e2e",
    "rights",
    "support",
    "architecture",
    "scripts",
    "wordpress",
  ]);
  const elsewhere = sourceFiles("tests").filter((file) => !rooms.has(String(file.split(path.sep)[1])));
  expect(elsewhere).toStrictEqual([]);
});
