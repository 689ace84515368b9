import { on } from "@/tests/rights/actions/row";
import type { ActionRow } from "@/tests/rights/actions/row";

const [person, company, house, session, anybody] = [
  on("person"),
  on("company"),
  on("house"),
  on("session"),
  on("nothing"),
];

const ALWAYS = Array.from({ length: 7 }, () => [[0, 1440]]);
const NO_HOURS = { calendarId: null, week: null };

/** A row about one's own way in. */
const wayIn = (...said: Parameters<typeof anybody>): ActionRow => ({ ...anybody(...said), wayIn: true });

/** A list of people is made whole; where one of them can't be, it is answered why, and nobody is. */
const list = (...said: Parameters<typeof company>): ActionRow => ({
  ...company(...said),
  denies: (data) => (data as { people: unknown[] }).people.length === 0,
});

// prettier-ignore
export const PEOPLE_ACTIONS: ActionRow[] = [
  //                                           admin  manager  employee  executive
  company("createUserAction: an employee",     "any  own  –  –",      async ({ it, make }) => forCompany(await make.newUser("employee", [it.id]))),
  company("createUserAction: a manager",       "any  –  –  –",        async ({ it, make }) => forCompany(await make.newUser("manager", [it.id]))),
  company("createUserAction: an admin",        "any  –  –  –",        async ({ it, make }) => forCompany(await make.newUser("admin", [it.id]))),
  person("updateUserAction",                   "any  team  –  –",     ({ it }) => ({ userId: it.id, set: { jobTitle: "Ventas" }, seen: { jobTitle: "" } })),
  person("updateUserAction: another role",     "others  –  –  –",     async ({ it, make }) => ({ userId: it.id, set: { roleId: await make.role("executive") }, seen: { roleId: await make.roleOf(it) } })),
  person("resetUserAction",                    "others  team  –  –",  ({ it }) => ({ userId: it.id })),
  person("resetSecondFactorAction",            "others  team  –  –",  async ({ it, make }) => ({ userId: await make.withSecondFactor(it) })),
  person("linkUserAction",                     "others  –  –  –",     async ({ it, make }) => ({ userId: it.id, account: await make.directoryAccount() })),
  person("linkUserToProviderAction",           "others  –  –  –",     async ({ it, make }) => ({ userId: it.id, account: await make.providerAccount() })),
  person("unlinkUserAction",                   "others  –  –  –",     async ({ it, make }) => ({ userId: await make.linked(it) })),
  person("inviteAgainAction",                  "others  team  –  –",  ({ it }) => ({ userId: it.id })),
  list("inviteManyAction: an employee",        "any  own  –  –",      async ({ it, make }) => ({ text: await make.peopleList("employee", it), dryRun: false })),
  list("inviteManyAction: a manager",          "any  –  –  –",        async ({ it, make }) => ({ text: await make.peopleList("manager", it), dryRun: false })),
  list("inviteManyAction: an admin",           "any  –  –  –",        async ({ it, make }) => ({ text: await make.peopleList("admin", it), dryRun: false })),
  company("approveRequestAction: an employee", "any  own  –  –",      async ({ it, make }) => ({ companyIds: [it.id], roleId: await make.role("employee"), requestId: await make.request() })),
  company("approveRequestAction: a manager",   "any  –  –  –",        async ({ it, make }) => ({ companyIds: [it.id], roleId: await make.role("manager"), requestId: await make.request() })),
  company("approveRequestAction: an admin",    "any  –  –  –",        async ({ it, make }) => ({ companyIds: [it.id], roleId: await make.role("admin"), requestId: await make.request() })),
  house("refuseRequestsAction",                "yes  yes  –  –",      async ({ make }) => ({ requestIds: [await make.request(), await make.request()] })),
  person("deactivateAndHandOverAction",        "others  team  –  –",  ({ it }) => ({ userId: it.id, toUserIds: [] })),
  person("reactivateUserAction",               "others  team  –  –",  async ({ it, s, make }) => ({ userId: await make.deactivated(it, s) })),
  person("setHoursAction",                     "any  team, oneself  oneself  oneself", ({ it }) => ({ userId: it.id, calendarId: null, week: ALWAYS, seen: NO_HOURS })),
  person("addLeaveAction",                     "any  team, oneself  oneself  oneself", ({ it }) => ({ userId: it.id, from: "2031-05-12", to: "2031-05-14", reason: "" })),
  person("removeLeaveAction",                  "any  team, oneself  oneself  oneself", async ({ it, make }) => ({ userId: it.id, leaveId: await make.leave(it) })),
  person("removePhotoAction",                  "any  team, oneself  oneself  oneself", async ({ it, make }) => ({ userId: await make.withPhoto(it) })),

  anybody("updateProfileAction",               "yes  yes  yes  yes",  () => ({ set: { jobTitle: "Ventas" }, seen: { jobTitle: "" } })),
  anybody("setAlertAction: what a mention is", "yes  yes  yes  yes",  () => ({ alert: "mention", on: false })),
  house("setAlertAction: what intake says",    "yes  –  –  –",        () => ({ alert: "intake", on: false })),
  anybody("saveLocaleAction",                  "yes  yes  yes  yes",  () => ({ locale: "en" })),
  anybody("changePasswordAction",              "yes  yes  yes  yes",  async ({ s, make }) => ({ currentPassword: await make.passwordOf(s), password: "siete grúas verdes" })),
  session("endSessionAction",                  "own  own  own  own",  ({ it }) => ({ sessionId: it.id })),
  anybody("endOtherSessionsAction",            "yes  yes  yes  yes",  async ({ s, make }) => make.otherSession(s)),
  wayIn("signOutAction",                       "yes  yes  yes  yes",  () => undefined),
  wayIn("beginSecondFactorAction",             "yes  yes  yes  yes",  () => ({})),
  wayIn("confirmSecondFactorAction",           "yes  yes  yes  yes",  ({ s, make }) => make.draft(s)),
  anybody("beginPasskeyAction",                "yes  yes  yes  yes",  () => ({})),
  anybody("addPasskeyAction",                  "yes  yes  yes  yes",  ({ s, make }) => make.passkeyAnswer(s)),
  anybody("removePasskeyAction",               "yes  yes  yes  yes",  async ({ s, make }) => make.passkey(s)),
  anybody("renewRecoveryCodesAction",          "yes  yes  yes  yes",  async ({ s, make }) => make.proof(s)),
  anybody("switchSecondFactorOffAction",       "yes  yes  yes  yes",  async ({ s, make }) => make.proof(s)),

  house("createRoleAction",                    "yes  –  –  –",        async ({ make }) => ({ copyOf: await make.role("employee"), nameEn: make.name(), nameEs: make.name() })),
  house("updateRoleAction",                    "yes  –  –  –",        async ({ make }) => ({ roleId: await make.ownRole(), set: { grants: {} }, seen: { grants: { "lead.read": "own" } } })),
  house("requireSecondFactorAction",           "yes  –  –  –",        async ({ make }) => ({ roleId: await make.ownRole(), needed: true })),
  house("deleteRoleAction",                    "yes  –  –  –",        async ({ make }) => ({ roleId: await make.ownRole() })),
  house("previewRoleAction",                   "yes  –  –  –",        async ({ make }) => ({ roleId: await make.ownRole(), sight: "any" })),
];

/** The company stands first: it is what the rows are about. */
function forCompany({ companyIds, ...person }: { companyIds: string[] }): object {
  return { companyIds, ...person };
}

/** For whoever isn't signed in; each asks for a secret that was handed over, and is refused without it. */
export const PUBLIC_ACTIONS = {
  setPasswordByLinkAction: { token: "A".repeat(43), password: "siete grúas verdes" },
  completeSetUpAction: {
    token: "A".repeat(43),
    person: {
      firstName: "Ana",
      lastName: "",
      email: "ana@example.test",
      userName: "ana",
      password: "siete grúas verdes",
    },
    organisation: { name: "Grupo", timeZone: "UTC", defaultCountry: "AR", locale: "es" },
    companies: [{ name: "Uno" }],
  },
  confirmRequestAction: { token: "A".repeat(43) },
};

/**
 * For everybody, without a secret: what is sent about a mailbox, and where that leaves a row. Whose mailbox it is, is looked up
 * by nobody who answers.
 */
// prettier-ignore
export const OPEN_ACTIONS: Record<string, { send: (email: string) => unknown; keeps: string[]; isDrawn?: true }> = {
  askForLinkAction: { send: (email) => ({ email }), keeps: ['public."RateLimit"', "pgboss.job_common"] },
  askForAccessAction: { send: (email) => ({ firstName: "Nora", lastName: "", email, message: "", locale: "es" }), keeps: ['public."RateLimit"', "pgboss.job_common"] },
  // A challenge is another one each time; whose it will be isn't asked.
  askForPasskeyAction: { send: () => undefined, keeps: [], isDrawn: true },
  leaveStepAction: { send: () => undefined, keeps: [] },
};

/** What of an answer has to be the same for everybody. */
export function comparable(name: string, answer: { ok: boolean } | undefined): unknown {
  return OPEN_ACTIONS[name]?.isDrawn ? { ok: answer?.ok } : answer;
}
