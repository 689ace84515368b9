import { on } from "@/tests/rights/actions/row";
import type { ActionRow } from "@/tests/rights/actions/row";

const [lead, note, task, run] = [on("lead"), on("note"), on("task"), on("run")];
const [view, template, company, anybody] = [on("view"), on("template"), on("company"), on("nothing")];

// Written by hand from the domain's table of roles; `tests/rights/reach.ts` says what the words reach.
// prettier-ignore
export const LEAD_ACTIONS: ActionRow[] = [
  //                                               admin  manager  employee  executive
  lead("changeStatusAction",                      "any  company  own  –", async ({ it, make }) => ({ leadId: it.id, statusId: await make.status("contacted"), seenStatusId: it.lead?.statusId })),
  lead("takeBackStatusAction",                    "any  company  own  –", async ({ it, s, make }) => ({ leadId: it.id, changeId: await make.statusChange(it, s) })),
  lead("assignLeadAction",                        "any  company  –    –", ({ it, s, make }) => ({ leadId: it.id, ownerId: make.taker(it, s), seenOwnerId: it.lead?.ownerId })),
  lead("correctAnswersAction",                    "any  company  own  –", ({ it }) => ({ leadId: it.id, seenStatusId: it.lead?.statusId, set: { amountCents: 4200 }, seen: { amountCents: it.lead?.amountCents ?? null } })),
  lead("takeBackAssignmentAction",                "any  company  –    –", async ({ it, make }) => ({ assignmentId: await make.assignment(it) })),
  lead("possibleOwnersAction",                    "any  company  –    –", ({ it }) => ({ leadId: it.id })),
  lead("updateLeadAction: a field",               "any  company  own  –", ({ it }) => ({ leadId: it.id, set: { firm: "Nueva SA" }, seen: { firm: "" } })),
  lead("updateLeadAction: management message",    "any  company  –    –", ({ it }) => ({ leadId: it.id, set: { managementMessage: "Llamalo hoy" }, seen: { managementMessage: "" } })),
  lead("keepEmailAction",                         "any  company  own  –", ({ it }) => ({ leadId: it.id, email: it.lead?.email })),
  lead("setValueAction",                          "any  company  own  –", async ({ it, make }) => ({ leadId: it.id, key: await make.fieldKey(), said: "x", seen: "" })),
  lead("tagLeadAction: a known tag",              "any  company  own  –", async ({ it, make }) => ({ leadId: it.id, add: [await make.tag()] })),
  lead("tagLeadAction: a new tag",                "any  company  –    –", ({ it, make }) => ({ leadId: it.id, add: [make.name()] })),
  lead("logContactAction",                        "any  company  own  –", ({ it }) => ({ leadId: it.id, channel: "call" })),
  lead("setContactOutcomeAction",                 "any  company  own  –", async ({ it, s, make }) => ({ attemptId: await make.attempt(it, s), outcome: "reached" })),
  lead("takeBackContactAction",                   "any  company  own  –", async ({ it, s, make }) => ({ leadId: it.id, attemptId: await make.attempt(it, s) })),
  lead("knownPeopleAction",                       "any  company  own  –", ({ it }) => ({ email: it.lead?.email, phone: "" })),

  lead("extrasAction",                            "any  company  own  any", ({ it }) => ({ leadId: it.id })),
  lead("lastChangeAction",                        "any  company  own  any", ({ it }) => ({ leadId: it.id, field: "firm" })),
  lead("timelineAction",                          "any  company  own  any", ({ it }) => ({ leadId: it.id })),
  lead("receiptsAction",                          "any  company  own  any", ({ it }) => ({ leadId: it.id })),

  lead("mergeLeadsAction",                        "any  company  –    –", async ({ it, make }) => ({ survivorId: it.id, otherId: (await make.twin(it)).id, seen: { survivor: {}, other: {} } })),
  lead("mergeLeadsAction: into another",          "any  company  –    –", async ({ it, s, make }) => ({ otherId: it.id, survivorId: (await make.ownTwin(it, s)).id, seen: { survivor: {}, other: {} } })),
  lead("unmergeLeadsAction",                      "any  company  –    –", async ({ it, make }) => ({ mergeId: await make.merge(it) })),
  lead("laterArrivalsAction",                     "any  company  –    –", async ({ it, make }) => ({ mergeId: await make.merge(it) })),
  lead("dismissPairsAction",                      "any  company  –    –", async ({ it, make }) => ({ pairIds: [await make.pair(it)] })),

  lead("previewBulkAction",                       "any  company  –    –", ({ it }) => ({ selection: { ids: [it.id] }, set: { kind: "tags", add: ["x"], remove: [] } })),
  lead("bulkOwnersAction",                        "any  company  –    –", ({ it }) => ({ ids: [it.id] })),
  lead("bulkTagsAction",                          "any  company  –    –", async ({ it, make }) => ({ ids: [await make.tagged(it)] })),
  lead("startBulkAction",                         "any  company  –    –", ({ it }) => ({ selection: { ids: [it.id] }, set: { kind: "tags", add: ["x"], remove: [] } })),
  run("stopBulkAction",                           "own  own  –    –",     async ({ it, make }) => ({ changeId: await make.runIn(it, "working") })),
  run("resumeBulkAction",                         "own  own  –    –",     async ({ it, make }) => ({ changeId: await make.runIn(it, "stopped") })),
  run("undoBulkAction",                           "own  own  –    –",     async ({ it, make }) => ({ changeId: await make.runIn(it, "done") })),
  run("bulkProgressAction",                       "own  own  own  own",   ({ it }) => ({ changeId: it.id })),
  run("skippedLeadsAction",                       "own  own  own  own",   ({ it }) => ({ changeId: it.id })),

  lead("addNoteAction",                           "any  company  own  –", ({ it }) => ({ leadId: it.id, body: "Pidió precio" })),
  lead("mentionableAction",                       "any  company  own  –", ({ it }) => ({ leadId: it.id })),
  note("editNoteAction",                          "any  company  own  –", ({ it }) => ({ noteId: it.id, body: "Otra cosa", seenBody: "Ahora" })),
  note("deleteNoteAction",                        "any  company  own  –", ({ it }) => ({ noteId: it.id })),
  note("noteVersionsAction",                      "all of any  all of the company  all of own  all of any", ({ it }) => ({ noteId: it.id })),
  lead("attachFilesAction",                       "any  company  own  –", async ({ it, s, make }) => ({ leadId: it.id, uploads: [await make.upload(it, s)] })),
  lead("removeFileAction",                        "any  company  own  –", async ({ it, s, make }) => ({ fileId: await make.file(it, s) })),

  lead("addTaskAction: on a lead",                "any  company  own  –", ({ it, s }) => ({ leadId: it.id, title: "Llamar", due: { day: s.day, time: null } })),
  anybody("addTaskAction: on none",               "yes  yes  yes  yes",   ({ s }) => ({ leadId: null, title: "Llamar", due: { day: s.day, time: null } })),
  task("updateTaskAction",                        "any  company  own  theirs", ({ it }) => ({ taskId: it.id, set: { title: "Escribir" }, seen: { title: "Llamar", dueAt: "2031-05-12T15:00:00.000Z" } })),
  task("completeTaskAction",                      "any  company  own  theirs", ({ it }) => ({ taskId: it.id })),
  task("reopenTaskAction",                        "any  company  own  theirs", async ({ it, make }) => ({ taskId: await make.done(it) })),
  task("removeTaskAction",                        "any  company  own  theirs", ({ it }) => ({ taskId: it.id })),
  task("restoreTaskAction",                       "any  company  own  theirs", async ({ it, s, make }) => ({ taskId: it.id, removed: await make.removed(it, s) })),
  anybody("makeFeedAction",                       "yes  yes  yes  yes",   () => ({})),
  anybody("endFeedAction",                        "yes  yes  yes  yes",   async ({ s, make }) => make.feed(s)),

  anybody("arrangeColumnsAction",                 "yes  yes  yes  yes",   () => ({ columns: "" })),
  anybody("orderViewsAction",                     "yes  yes  yes  yes",   () => ({ ids: [] })),
  anybody("saveViewAction: a new one of one's own", "yes  yes  yes  yes", ({ make }) => ({ name: make.name(), audience: "private", companyId: null, query: "", columns: "" })),
  company("saveViewAction: a new one of a company", "any  own  –  –",     ({ it, make }) => ({ companyId: it.id, name: make.name(), audience: "company", query: "", columns: "" })),
  anybody("saveViewAction: a new one of everyone", "yes  –  –  –",        ({ make }) => ({ name: make.name(), audience: "everyone", companyId: null, query: "", columns: "" })),
  view("saveViewAction: one that is there",       "any  company  own  own", ({ it, make }) => ({ id: it.id, name: make.name(), audience: it.audience, companyId: it.companyId || null, query: "", columns: "" })),
  view("deleteViewAction",                        "any  company  own  own", ({ it }) => ({ id: it.id })),

  anybody("addTemplateAction: one's own",         "yes  yes  yes  yes",   ({ make }) => ({ channel: "whatsapp", shared: false, name: make.name(), subject: "", body: "Hola", locale: "es", companyId: null })),
  company("addTemplateAction: for a company",     "any  own  own  any",   ({ it, make }) => ({ companyId: it.id, channel: "whatsapp", shared: false, name: make.name(), subject: "", body: "Hola", locale: "es" })),
  anybody("addTemplateAction: everyone's",        "yes  –  –  –",         ({ make }) => ({ channel: "whatsapp", shared: true, name: make.name(), subject: "", body: "Hola", locale: "es", companyId: null })),
  template("updateTemplateAction",                "any  own  own  own",   ({ it }) => ({ id: it.id, set: { body: "Buen día" }, seen: { body: "Hola" } })),
  template("deleteTemplateAction",                "any  own  own  own",   ({ it }) => ({ id: it.id })),
];
