/**
 * What an endpoint is tried on, and how far its rights can reach. Nothing here asks the product: these words and the tables
 * beside them are what people agreed on.
 */

export const ROLES = ["admin", "manager", "employee", "executive"] as const;
export type Role = (typeof ROLES)[number];

type Subject = {
  /** Each is made and tried. */
  situations: readonly string[];
  /** The words of the tables, and the situations they reach. */
  reaches: Readonly<Record<string, readonly string[]>>;
  /** How much of it each role sees at all: what isn't seen is answered as if it weren't there. */
  seen: Readonly<Record<Role, string>>;
};

const subject = <S extends Subject>(is: S): S => is;

const LEADS = [
  "one's own",
  "a colleague's",
  "nobody's",
  "one's own, of another company",
  "another company's",
  "nobody's, of another company",
] as const;
const NOTES = [
  "one's own, on one's own lead",
  "one's own, on a colleague's lead",
  "a colleague's, on one's own lead",
  "one's own, on another company's lead",
] as const;
const TASKS = [
  "one's own",
  "one made for a colleague",
  "a colleague's, on one's own lead",
  "a colleague's, on a colleague's lead",
  "another company's",
  "a colleague's, on no lead",
] as const;
const PEOPLE = [
  "an employee of one's company",
  "oneself",
  "an employee of two companies",
  "a manager of one's company",
  "another company's employee",
  "an admin",
] as const;

/** Whoever tries belongs to one company, “here”. */
export const SUBJECTS = {
  lead: subject({
    situations: LEADS,
    reaches: { any: LEADS, company: LEADS.slice(0, 4), own: [LEADS[0], LEADS[3]] },
    seen: { admin: "any", manager: "company", employee: "own", executive: "any" },
  }),
  /** Whoever changes a note wrote it; its lead says how far that reaches. */
  note: subject({
    situations: NOTES,
    reaches: {
      any: [NOTES[0], NOTES[1], NOTES[3]],
      company: [NOTES[0], NOTES[1]],
      own: [NOTES[0]],
      "all of any": NOTES,
      "all of the company": NOTES.slice(0, 3),
      "all of own": [NOTES[0], NOTES[2]],
    },
    seen: { admin: "all of any", manager: "all of the company", employee: "all of own", executive: "all of any" },
  }),
  /** `theirs`: whose it is, and who made it. */
  task: subject({
    situations: TASKS,
    reaches: { any: TASKS.slice(0, 5), company: TASKS.slice(0, 4), own: TASKS.slice(0, 3), theirs: TASKS.slice(0, 2) },
    seen: { admin: "any", manager: "company", employee: "own", executive: "any" },
  }),
  view: subject({
    situations: ["one's own", "a colleague's own", "one's company's", "another company's", "everyone's"],
    reaches: {
      any: ["one's own", "one's company's", "another company's", "everyone's"],
      company: ["one's own", "one's company's"],
      around: ["one's own", "one's company's", "everyone's"],
      own: ["one's own"],
    },
    seen: { admin: "any", manager: "around", employee: "around", executive: "any" },
  }),
  template: subject({
    situations: ["one's own", "a colleague's own", "everyone's"],
    reaches: { any: ["one's own", "everyone's"], own: ["one's own"] },
    seen: { admin: "any", manager: "any", employee: "any", executive: "any" },
  }),
  /** What goes on by itself once somebody asked for it, and files being brought in. */
  run: subject({
    situations: ["one's own", "a colleague's"],
    reaches: { any: ["one's own", "a colleague's"], own: ["one's own"] },
    seen: { admin: "own", manager: "own", employee: "own", executive: "own" },
  }),
  import: subject({
    situations: ["one's own", "a colleague's"],
    reaches: { any: ["one's own", "a colleague's"], own: ["one's own"] },
    seen: { admin: "any", manager: "own", employee: "–", executive: "–" },
  }),
  /** A source, or what arrived at it. */
  source: subject({
    situations: ["one's company's", "another company's"],
    reaches: { any: ["one's company's", "another company's"], company: ["one's company's"] },
    seen: { admin: "any", manager: "company", employee: "–", executive: "any" },
  }),
  /** Where something is to be put. */
  company: subject({
    situations: ["one's own", "another"],
    reaches: { any: ["one's own", "another"], own: ["one's own"] },
    seen: { admin: "any", manager: "own", employee: "own", executive: "any" },
  }),
  person: subject({
    situations: PEOPLE,
    reaches: {
      any: PEOPLE,
      others: PEOPLE.filter((who) => who !== "oneself"),
      company: PEOPLE.slice(0, 4),
      team: [PEOPLE[0]],
      around: PEOPLE.filter((who) => who !== "another company's employee"),
      "team, oneself": [PEOPLE[0], PEOPLE[1]],
      oneself: [PEOPLE[1]],
    },
    seen: { admin: "any", manager: "company", employee: "oneself", executive: "any" },
  }),
  session: subject({
    situations: ["one's own", "a colleague's"],
    reaches: { own: ["one's own"] },
    seen: { admin: "own", manager: "own", employee: "own", executive: "own" },
  }),
  /** What the whole organisation has one of or one list of. */
  house: subject({
    situations: ["the organisation's"],
    reaches: { yes: ["the organisation's"] },
    seen: { admin: "yes", manager: "–", employee: "–", executive: "–" },
  }),
  /** Nothing that is there yet. */
  nothing: subject({
    situations: ["anything"],
    reaches: { yes: ["anything"] },
    seen: { admin: "yes", manager: "yes", employee: "yes", executive: "yes" },
  }),
} satisfies Record<string, Subject>;

export type SubjectName = keyof typeof SUBJECTS;

/** The situations a word of a table reaches; “–” reaches none. */
export function reachOf(name: SubjectName, word: string): readonly string[] {
  if (word === "–") return [];
  const found = (SUBJECTS[name].reaches as Record<string, readonly string[]>)[word];
  if (!found) throw new Error(`“${word}” says nothing of a ${name}`);
  return found;
}

/** A row of a table: what is asked, of what, how far each role may, and what is sent. */
export type Row<Send> = { name: string; subject: SubjectName; rights: Record<Role, string>; send: Send };

/** Makes the rows about a subject. `rights`: a word for each role, in their order, with at least two spaces between them. */
export function rowsOn<Send>(name: SubjectName) {
  return (called: string, rights: string, send: Send): Row<Send> => ({
    ...{ name: called, subject: name, send },
    rights: rightsIn(name, rights),
  });
}

function rightsIn(name: SubjectName, said: string): Record<Role, string> {
  const words = said.trim().split(/\s{2,}/);
  if (words.length !== ROLES.length) throw new Error(`“${said}” isn't a word for each role`);
  for (const word of words) reachOf(name, word);
  return Object.fromEntries(ROLES.map((role, at) => [role, words[at] ?? "–"])) as Record<Role, string>;
}
