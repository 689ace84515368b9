import { ARRIVAL_ACTIONS } from "@/tests/rights/actions/arrivals";
import { LEAD_ACTIONS } from "@/tests/rights/actions/leads";
import { OPEN_ACTIONS, PEOPLE_ACTIONS, PUBLIC_ACTIONS } from "@/tests/rights/actions/people";
import { SETTINGS_ACTIONS } from "@/tests/rights/actions/settings";
import { LIVE } from "@/tests/rights/live";
import { OPEN_PAGES, PAGES } from "@/tests/rights/pages";
import { ROLES, SUBJECTS } from "@/tests/rights/reach";
import { KEY_ROUTES, OTHER_ROUTES, SESSION_ROUTES } from "@/tests/rights/routes";
import { WAYS_TO_DATA, WAYS_TO_SERVER } from "@/tests/rights/ways";
import type { Row } from "@/tests/rights/reach";
import type { Way } from "@/tests/rights/ways";

const HEADS = ["Admin", "Manager", "Employee", "Executive"];

/** The tables as a page for people. */
export function rightsPage(): string {
  return [
    INTRODUCTION,
    ["## What the words reach", words()],
    ["## Leads", table("What", LEAD_ACTIONS.map(actionCells))],
    ["## What arrives", table("What", ARRIVAL_ACTIONS.map(actionCells))],
    ["## People and roles", table("What", PEOPLE_ACTIONS.map(actionCells)), OPENED],
    ["## Settings", table("What", SETTINGS_ACTIONS.map(actionCells))],
    ["## Pages", table("Page", PAGES.map(plainCells)), `Without a session: ${OPEN_PAGES.map(opened).join("; ")}.`],
    ["## Routes of a session", table("Route", SESSION_ROUTES.map(plainCells))],
    [
      "## Routes without a session",
      grid(
        ["Route", "Opened by"],
        OTHER_ROUTES.map(({ name, opens }) => [code(name), opens]),
      ),
    ],
    ["## The API, by key", KEYS, keyTable()],
    ["## Live", LIVE_TEXT, table("News of a", LIVE.map(plainCells))],
    ["## Ways round the rights", WAYS_TEXT, waysTable(WAYS_TO_DATA)],
    ["## Ways into the server", waysTable(WAYS_TO_SERVER)],
  ]
    .map((section) => [section].flat().join("\n\n"))
    .join("\n\n")
    .concat("\n");
}

const INTRODUCTION = `# Who may what

Made by \`npm run rights\` from the tables in \`tests/rights\`, which are written by hand and which nothing in the product reads.
Tests call every action, route, page and live channel as each of these roles, for each situation below, and as nobody, with an
ended session, as a deactivated user and as one who owes the second factor that their role asks for, and compare. An endpoint
without an entry fails them, and an entry without an endpoint.

Whatever isn't reached is refused, and nothing is written. What somebody may not even see is answered exactly like what isn't
there, with the same statements to the database. Whoever is locked out is told so whatever they ask. Roles of one's own reach as
far as their permissions; these four are the ones that come with the program.`;

const namesOf = (actions: string[]) => actions.map(actionName).join("; ");
const WAY_IN = PEOPLE_ACTIONS.filter(({ wayIn }) => wayIn).map(({ name }) => name);

const OPENED = `Without a session, with a secret that was handed over or mailed: ${namesOf(Object.keys(PUBLIC_ACTIONS))}. Without
either: ${namesOf(Object.keys(OPEN_ACTIONS))}. All that is done by who owes a second factor: ${namesOf(WAY_IN)}.`;

const KEYS = `What a key is answered: one with everything, one that posts, one that reads leads, one that reads arrivals, and one with
everything for another company. A key that is wrong, expired or revoked, or whose maker was deactivated, is answered 401.`;

const LIVE_TEXT = `A screen hears the name of what happened and the id of what it happened to, and reads again under its own rights.`;

const WAYS_TEXT = `Each is held shut by a test, which has a case in which it fails.`;

function words(): string {
  const rows = Object.entries(SUBJECTS).flatMap(([subject, { reaches }]) => {
    if (NAMELESS.includes(subject)) return [];
    return Object.entries(reaches as Record<string, readonly string[]>).map(([word, reached]) => [
      subject,
      word,
      reached.join("; "),
    ]);
  });
  return `“yes” is everything there is of it, “–” nothing.\n\n${grid(["Of a", "Word", "Reaches"], rows)}`;
}

type Cells = [string, ...string[]];

const rightsOf = ({ rights }: Row<unknown>) => ROLES.map((role) => rights[role]);
const NAMELESS = ["house", "nothing"];
const subjectOf = ({ subject }: Row<unknown>) => (NAMELESS.includes(subject) ? "" : subject);
const actionCells = (row: Row<unknown>): Cells => [actionName(row.name), subjectOf(row), ...rightsOf(row)];
const plainCells = (row: Row<unknown>): Cells => [code(row.name), subjectOf(row), ...rightsOf(row)];
const opened = ({ name, opens }: { name: string; opens: string }) => `${code(name)} (${opens})`;

/** \`changeStatusAction: closed\` as people say it. */
function actionName(name: string): string {
  const [action = "", which] = name.split(": ");
  const said = action.replace(/Action$/, "").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return which === undefined ? said : `${said}: ${which}`;
}

const code = (text: string) => `\`${text}\``;

const table = (what: string, rows: Cells[]) => grid([what, "Of a", ...HEADS], rows);

function grid(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function keyTable(): string {
  const heads = ["Route", "Everything", "Posts", "Reads leads", "Reads arrivals", "Elsewhere"];
  return grid(
    heads,
    KEY_ROUTES.map(([route, ...answers]) => [code(route), ...answers.map(String)]),
  );
}

function waysTable(ways: Way[]): string {
  return grid(
    ["Way", "What holds", "Test"],
    ways.map(({ way, held, file }) => [way, held, code(file.replace(/^tests\//, ""))]),
  );
}
