import { on } from "@/tests/rights/actions/row";
import type { ActionRow } from "@/tests/rights/actions/row";

const [house, company] = [on("house"), on("company")];

const STATUS = { standing: "active", tone: "blue", asksReason: "no", asksDate: "no", asksAmount: "no" };

// prettier-ignore
export const SETTINGS_ACTIONS: ActionRow[] = [
  //                                      admin  manager  employee  executive
  house("updateOrganisationAction",       "yes  –  –  –", async ({ make }) => ({ set: { name: make.name() }, seen: { name: await make.organisation() } })),
  house("addCompanyAction",               "yes  –  –  –", ({ make }) => ({ name: make.name() })),
  company("updateCompanyAction",          "any  –  –  –", async ({ it, make }) => ({ companyId: it.id, set: { name: make.name() }, seen: { name: await make.companyName(it) } })),
  house("takeRequestsAction",             "yes  –  –  –", async ({ make }) => ({ open: await make.takesNoRequests() })),
  house("updateMailAction",               "yes  –  –  –", async ({ make }) => ({ set: { host: make.name().slice(2), fromAddress: "a@example.test" }, seen: await make.mailSeen() })),
  house("forgetMailAction",               "yes  –  –  –", async ({ make }) => make.mailServer()),
  house("testMailAction",                 "yes  –  –  –", async ({ make }) => make.noMailServer()),
  house("resendMailAction",               "yes  –  –  –", async ({ make }) => ({ mailId: await make.failedMail() })),
  house("updateDirectoryAction",          "yes  –  –  –", async ({ make }) => ({ set: { host: "ldap.invalid" }, seen: await make.directorySeen() })),
  house("switchDirectoryAction",          "yes  –  –  –", async ({ make }) => ({ on: await make.directoryOn() })),
  house("saveDirectoryRulesAction",       "yes  –  –  –", async ({ make }) => ({ rules: [{ group: `cn=${make.name()},dc=test`, roleId: await make.role("executive"), companyIds: [] }], seen: await make.directoryVersion() })),
  house("tryDirectoryAction",             "yes  –  –  –", async ({ make }) => ({ account: await make.directoryAway() })),
  house("confirmDirectoryOutAction",      "yes  –  –  –", async ({ make }) => make.heldOut(7)),
  house("updateProviderAction",           "yes  –  –  –", async ({ make }) => ({ set: { label: make.name() }, seen: await make.providerSeen() })),
  house("switchProviderAction",           "yes  –  –  –", async ({ make }) => ({ on: await make.providerOn() })),
  house("saveProviderRulesAction",        "yes  –  –  –", async ({ make }) => ({ rules: [{ group: make.name(), roleId: await make.role("executive"), companyIds: [] }], seen: await make.providerVersion() })),
  house("tryProviderAction",              "yes  –  –  –", async ({ make }) => make.providerAway()),
  house("loadDemoAction",                 "yes  –  –  –", async ({ make }) => make.noDemo()),
  house("openDemoAction",                 "yes  –  –  –", async ({ make }) => make.demo()),

  house("addStatusAction",                "yes  –  –  –", async ({ make }) => ({ ...STATUS, groupId: await make.statusGroup(), labelEn: make.name(), labelEs: make.name() })),
  house("updateStatusAction",             "yes  –  –  –", async ({ make }) => ({ statusId: await make.statusTerm(), set: { tone: "red" }, seen: { tone: "blue" } })),
  house("givePartAction",                 "yes  –  –  –", async ({ make }) => ({ statusId: await make.statusTerm(), part: "contacted", seenStatusId: await make.partHolder("contacted") })),
  house("allowMoveAction",                "yes  –  –  –", async ({ make }) => ({ fromId: await make.statusTerm(), toId: await make.statusTerm(), allowed: false })),
  house("addTermAction",                  "yes  –  –  –", ({ make }) => ({ kind: "lostReason", labelEn: make.name(), labelEs: make.name() })),
  house("updateTermAction",               "yes  –  –  –", async ({ make }) => ({ id: await make.lostReason(), kind: "lostReason", set: { active: false }, seen: { active: true } })),
  house("orderTermsAction",               "yes  –  –  –", async ({ make }) => ({ ...(await make.order("status")), kind: "status" })),
  house("retireAction",                   "yes  –  –  –", async ({ make }) => ({ id: await make.statusTerm(), successorId: await make.status("quoted"), kind: "status" })),
  house("reviveAction",                   "yes  –  –  –", async ({ make }) => ({ id: await make.retiredStatus(), kind: "status" })),
  house("namersAction",                   "yes  –  –  –", async ({ make }) => ({ id: await make.statusTerm(), kind: "status" })),

  house("addFieldAction",                 "yes  –  –  –", ({ make }) => ({ kind: "text", labelEn: make.name(), labelEs: make.name() })),
  house("updateFieldAction",              "yes  –  –  –", async ({ make }) => ({ fieldId: (await make.field()).id, set: { helpEn: "Why" }, seen: { helpEn: "" } })),
  house("orderFieldsAction",              "yes  –  –  –", async ({ make }) => make.order("customField")),
  house("guessExtraAction",               "yes  –  –  –", ({ make }) => ({ name: make.name() })),
  house("tryFillingAction",               "yes  –  –  –", ({ make }) => ({ name: make.name(), kind: "text", options: [] })),
  house("makeFieldAction",                "yes  –  –  –", ({ make }) => ({ name: make.name(), field: { kind: "text", labelEn: make.name(), labelEs: make.name() } })),
  house("stopFillingAction",              "yes  –  –  –", async ({ make }) => ({ fillingId: await make.filling("working") })),
  house("resumeFillingAction",            "yes  –  –  –", async ({ make }) => ({ fillingId: await make.filling("stopped") })),

  house("addTagAction",                   "yes  –  –  –", ({ make }) => ({ name: make.name() })),
  house("updateTagAction",                "yes  –  –  –", async ({ make }) => ({ name: await make.tag(), set: { tone: "red" } })),
  house("mergeTagsAction",                "yes  –  –  –", async ({ make }) => ({ name: await make.tag(), into: await make.tag() })),
  house("deleteTagAction",                "yes  –  –  –", async ({ make }) => ({ name: await make.tag() })),
  house("reviveTagAction",                "yes  –  –  –", async ({ make }) => ({ name: await make.tag({ active: false }) })),
  house("addServiceAction",               "yes  –  –  –", ({ make }) => ({ labelEn: make.name(), labelEs: make.name() })),
  house("updateServiceAction",            "yes  –  –  –", async ({ make }) => ({ serviceId: await make.service(), set: { aliases: [make.name()] }, seen: { aliases: [] } })),
  house("orderServicesAction",            "yes  –  –  –", async ({ make }) => make.order("service")),
  house("retireServiceAction",            "yes  –  –  –", async ({ make }) => ({ serviceId: await make.service(), successorId: await make.service() })),
  house("reviveServiceAction",            "yes  –  –  –", async ({ make }) => ({ serviceId: await make.service({ active: false }) })),
  house("stopMoveAction",                 "yes  –  –  –", async ({ make }) => ({ moveId: await make.wordMove("working") })),
  house("resumeMoveAction",               "yes  –  –  –", async ({ make }) => ({ moveId: await make.wordMove("stopped") })),

  house("addTargetAction",                "yes  –  –  –", ({ make }) => ({ name: make.name(), condition: { all: [] }, assignMinutes: null, respondMinutes: 60, working: true, warnPercent: 75 })),
  house("updateTargetAction",             "yes  –  –  –", async ({ make }) => ({ targetId: await make.target(), set: { respondMinutes: 30 }, seen: { respondMinutes: 60 } })),
  house("removeTargetAction",             "yes  –  –  –", async ({ make }) => ({ targetId: await make.target() })),
  house("orderTargetsAction",             "yes  –  –  –", async ({ make }) => make.order("responseTarget")),
  house("saveAssignmentAction",           "yes  –  –  –", async ({ make }) => ({ rules: [], caps: { everybody: null, people: {} }, seen: await make.assignmentVersion() })),
  house("assignmentVersionsAction",       "yes  –  –  –", () => ({})),

  house("addCalendarAction",              "yes  –  –  –", async ({ make }) => ({ copyOf: await make.calendar(), name: make.name() })),
  house("updateCalendarAction",           "yes  –  –  –", async ({ make }) => ({ calendarId: await make.calendar(), set: { timeZone: "UTC" }, seen: { timeZone: "" } })),
  house("removeCalendarAction",           "yes  –  –  –", async ({ make }) => ({ calendarId: await make.calendar() })),
  company("giveCalendarAction",           "any  –  –  –", async ({ it, make }) => ({ companyId: it.id, calendarId: await make.calendar(), seenCalendarId: null })),
  house("addHolidayAction",               "yes  –  –  –", async ({ make }) => ({ calendarId: await make.calendar(), day: "2031-07-09", yearly: false, name: "Feria" })),
  house("addNationalHolidaysAction",      "yes  –  –  –", async ({ make }) => ({ calendarId: await make.calendar(), year: 2031 })),
  house("importHolidaysAction",           "yes  –  –  –", async ({ make }) => ({ calendarId: await make.calendar(), text: ONE_DAY })),
  house("removeHolidayAction",            "yes  –  –  –", async ({ make }) => make.holiday()),

  house("createKeyAction",                "yes  –  –  –", ({ make }) => ({ name: make.name(), permissions: ["lead.read"], everyCompany: true })),
  house("revokeKeyAction",                "yes  –  –  –", async ({ make }) => ({ keyId: await make.key() })),

  house("createWebhookAction",            "yes  –  –  –", ({ make }) => ({ url: `https://example.com/${make.name()}`, events: ["lead.*"], everyCompany: true })),
  house("updateWebhookAction",            "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhook(), set: { description: make.name() }, seen: { description: "" } })),
  house("switchWebhookAction",            "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhook(), on: false })),
  house("rotateWebhookSecretAction",      "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhook() })),
  house("removeWebhookAction",            "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhook() })),
  house("testWebhookAction",              "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhook() })),
  house("sendWebhookAgainAction",         "yes  –  –  –", async ({ make }) => ({ deliveryId: await make.webhookDelivery() })),
  house("sendFailedWebhooksAction",       "yes  –  –  –", async ({ make }) => ({ webhookId: await make.webhookWithFailed(), hours: 24 })),

  house("askCheckAction",                 "yes  –  –  –", () => ({})),
  house("setRetentionAction",             "yes  –  –  –", async ({ make }) => ({ set: { many: "24" }, seen: { many: await make.keptForEver("many") } })),
];

const ONE_DAY =
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Feria\r\nDTSTART;VALUE=DATE:20310709\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
