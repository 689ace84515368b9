import fs from "node:fs";
import { sourceFiles } from "@/tests/support/source-files";

/**
 * Everything a person may want to know of is written through `mutate`, with its event. These few aren't: what they write
 * is technical, and nobody asks later who did it.
 */
const ALLOWED: Record<string, string> = {
  "lib/alerts/assigned/commands.ts": "that somebody was told of leads; the mail is the record of it",
  "lib/analytics/counts/commands.ts": "changes to counts, added up; the changes themselves are written by a trigger",
  "lib/assignment/responding/commands.ts": "when a response is asked for next; that it is asked for is an event",
  "lib/assignment/results/commands.ts":
    "how leads ended, counted from them; and waiting rows of leads that have owners",
  "lib/audit/checking/commands.ts": "what a verification found; that something is wrong is an event",
  "lib/audit/retention/origins/commands.ts": "places that no event names any more; the events' going was an event",
  "lib/audit/sealing/commands.ts": "seals over events that are written",
  "lib/auth/directory/asking/commands.ts": "how asking the directory went; what came of it for people are events",
  "lib/auth/keys/commands.ts": "a key's last use; its making and end are events",
  "lib/auth/keys/rate/commands.ts": "counted requests",
  "lib/auth/provider/asking/commands.ts": "how asking the provider went; what came of it for people are events",
  "lib/auth/sessions/commands.ts": "a session's last use; its start and end are events",
  "lib/auth/throttle/commands.ts": "counted attempts",
  "lib/core/consumers.ts": "a consumer's place in the log, with its effects in one transaction",
  "lib/core/mutate.ts": "mutate itself",
  "lib/demo/telling/commands.ts": "an invented arrival, as the door writes a real one",
  "lib/intake/importing/stepping/commands.ts": "the place and state of a file's work; its rows are written by verbs",
  "lib/intake/posting/commands.ts": "deliveries as programs post them: one statement, before anything is read",
  "lib/intake/proof/fetching/commands.ts": "what was missing becomes deliveries, as a pull's do",
  "lib/intake/pulling/commands.ts": "when a source is pulled next; what a pull finds become deliveries",
  "lib/intake/pulling/keeping/commands.ts": "deliveries as a pull finds them, and how far it got",
  "lib/intake/pulling/progress/commands.ts": "how far a pull is",
  "lib/intake/pulling/running/commands.ts": "a pull's state and the time of the next",
  "lib/intake/receiving/storing/commands.ts": "deliveries as they arrive: one statement, before anything is read",
  "lib/intake/receiving/unkept/commands.ts": "how much came that had no room: counted requests",
  "lib/intake/replaying/stepping/commands.ts": "how each of many that were read again ended; its reading is the event",
  "lib/leads/bulk/changing/stepping/commands.ts": "that a step of a change failed; what it does is written by verbs",
  "lib/leads/clocks/keeping/commands.ts":
    "when something is due, worked out of leads and settings whose changes are events",
  "lib/leads/clocks/telling/commands.ts": "the same, a moment before what is due is told, which are events",
  "lib/leads/custom-fields/filling/stepping/commands.ts": "that a step failed; what it does is written by verbs",
  "lib/leads/duplicates/scanning/commands.ts": "suggestions found by comparing; what people decide of them are events",
  "lib/leads/files/sweeping/commands.ts":
    "a lock, under which bytes go that no row names; the row's going was the event",
  "lib/intake/watching/alarms/commands.ts": "an open alarm's numbers as time goes on; its beginning and end are events",
  "lib/leads/tasks/reminding/commands.ts": "that a reminder was written; the mail is the record of it",
  "lib/users/directory/checking/commands.ts":
    "when people were looked after last, and that they are still there; what changed are events",
  "lib/users/forgotten/commands.ts": "that a link was asked for; what becomes of it is an event",
  "lib/users/requests/commands.ts": "that access was asked for; what becomes of it is an event",
  "lib/settings/mail/sending/commands.ts": "a mail's own state: the row is the record of what became of it",
  "lib/leads/list/arrangement/commands.ts": "which columns somebody wants to see; nobody asks who wanted them before",
  "lib/leads/renaming/stepping/commands.ts": "that a step failed; what it does is written by verbs",
  "lib/webhooks/forgetting/commands.ts": "what was sent long ago goes; that it happened is the event's to tell",
  "lib/webhooks/sending/commands.ts": "how each try ended: the row is the record of it; switching off is an event",
  "lib/settings/commands.ts": "the one-time token of the first run, before there is anybody",
};

const WRITES =
  /\b(?:database|pool|quickPool)\(\)\s*\.\s*(?:\w+\s*\.\s*(?:create|update|upsert|delete)\w*|\$transaction|\$executeRaw\w*)\s*[(<`]/;
const RAW_CALL = /\b(?:database|pool|quickPool)\(\)\s*\.\s*(?:query|\$queryRaw\w*)\s*[(<`]/;
const RAW_WRITE = /\b(?:insert into|delete from)\s+["\w]|\bupdate\s+"?\w+"?\s+set\b/i;
const LIMITER = /\bnew RateLimiterPostgres\b/;

const writesDirectly = (source: string) =>
  WRITES.test(source) || LIMITER.test(source) || (RAW_CALL.test(source) && RAW_WRITE.test(source));

test("what is written without mutate stands in one list, with the reason", () => {
  const files = sourceFiles("lib", "app").map((file) => file.replaceAll("\\", "/"));
  const found = files.filter((file) => writesDirectly(fs.readFileSync(file, "utf8")));
  expect(found.sort()).toStrictEqual(Object.keys(ALLOWED).sort());
});

test.each([
  "await database().lead.update({ where: { id } })",
  "await database()\n    .tag.createMany({ data })",
  "await database().$transaction(async (tx) => {})",
  'await database().$executeRawUnsafe(`update "Lead" set x = 1`)',
  'const SQL = `insert into "Lead" (id) values ($1)`;\nawait pool().query(SQL, [id]);',
  'await quickPool().query<{ n: number }>(`delete from "Lead"`)',
])("it would notice %j", (source) => {
  expect(writesDirectly(source)).toBe(true);
});

test.each([
  "await tx.lead.update({ where: { id } })",
  "await database().lead.findMany({})",
  'await pool().query(`select 1 from "Lead" for update`)',
])("and leaves %j alone", (source) => {
  expect(writesDirectly(source)).toBe(false);
});
