import fs from "node:fs";
import { rightsPage } from "@/tests/rights/page";
import { WAYS_TO_DATA, WAYS_TO_SERVER } from "@/tests/rights/ways";

test("docs/rights.md says what the tables say; npm run rights writes it", () => {
  // How wide its columns are is the formatter's affair.
  const plain = (page: string) => page.replaceAll(/ {2,}/g, " ").replaceAll(/-{3,}/g, "---");
  expect(plain(fs.readFileSync("docs/rights.md", "utf8"))).toBe(plain(rightsPage()));
});

test.each([...WAYS_TO_DATA, ...WAYS_TO_SERVER])("$way: $file has that test", ({ file, test: title }) => {
  expect(fs.readFileSync(file, "utf8")).toContain(title);
});
