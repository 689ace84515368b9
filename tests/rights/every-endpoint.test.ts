import fs from "node:fs";
import { LEAD_ACTIONS } from "@/tests/rights/actions/leads";
import { ARRIVAL_ACTIONS } from "@/tests/rights/actions/arrivals";
import { OPEN_ACTIONS, PEOPLE_ACTIONS, PUBLIC_ACTIONS } from "@/tests/rights/actions/people";
import { SETTINGS_ACTIONS } from "@/tests/rights/actions/settings";
import { actionFiles, actionOf, allActions } from "@/tests/rights/trying";
import { sourceFiles } from "@/tests/support/source-files";

const ROWS = [...LEAD_ACTIONS, ...ARRIVAL_ACTIONS, ...SETTINGS_ACTIONS, ...PEOPLE_ACTIONS];

test("every action has its rights in a table, and every row of a table an action", async () => {
  const said = new Set([...ROWS.map(actionOf), ...Object.keys(PUBLIC_ACTIONS), ...Object.keys(OPEN_ACTIONS)]);
  expect([...said].sort()).toStrictEqual([...(await allActions()).keys()].sort());
});

test("no two rows say the same thing", () => {
  const names = ROWS.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toStrictEqual([]);
});

/** Inside a file, for forms; what they do they leave to actions of the tables. */
const INSIDE = { "app/(app)/layout.tsx": 2 };

test("actions are written in files of their own, but for those named here", () => {
  const files = sourceFiles("app", "components", "lib").filter((file) => !actionFiles.includes(file));
  const counts = files.map((file) => [file.replaceAll("\\", "/"), countInside(file)] as const);
  expect(Object.fromEntries(counts.filter(([, count]) => count > 0))).toStrictEqual(INSIDE);
});

const countInside = (file: string) => fs.readFileSync(file, "utf8").split('"use server"').length - 1;
