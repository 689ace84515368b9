import { rowsOn } from "@/tests/rights/reach";
import type { Row, SubjectName } from "@/tests/rights/reach";

type LiveRow = Row<null>;
const on = (subject: SubjectName) => {
  const row = rowsOn<null>(subject);
  return (about: string, rights: string) => row(about, rights, null);
};

/** Of which events a screen hears, by what they are about: their name and the id, nothing else. */
// prettier-ignore
export const LIVE: LiveRow[] = [
  //                    admin  manager  employee  executive
  on("lead")("lead",           "any  company  own  any"),
  on("source")("source",       "any  company  –    any"),
  on("source")("delivery",     "any  company  –    any"),
  /** A task of no lead; one on a lead is told as the lead's. */
  on("run")("task",            "own  own      own  own"),
];

/** Only that rights may have changed is said: to everybody of a role, to oneself of a user. The screen reads again. */
export const NUDGES = ["role", "user"];

/** What no screen hears of. */
export const NEVER_TOLD = [
  ...["accessRequest", "apiKey", "assignment", "bulk", "calendar", "company", "customField", "demo"],
  ...[
    "directory",
    "export",
    "import",
    "leadType",
    "log",
    "lostReason",
    "mail",
    "organisation",
    "provider",
    "replay",
    "rules",
    "service",
    "spamEntry",
  ],
  ...["status", "tag", "target", "template", "view", "webhook", "wordMove"],
];
