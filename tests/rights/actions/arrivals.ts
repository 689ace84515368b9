import { on } from "@/tests/rights/actions/row";
import type { ActionRow } from "@/tests/rights/actions/row";

const [source, company, file, house] = [on("source"), on("company"), on("import"), on("house")];

// prettier-ignore
export const ARRIVAL_ACTIONS: ActionRow[] = [
  //                                    admin  manager  employee  executive
  company("createSourceAction",         "any  –  –  –",       ({ it, make }) => ({ companyId: it.id, name: make.name() })),
  source("updateSourceAction",          "any  –  –  –",       ({ it, make }) => ({ sourceId: it.id, set: { name: make.name() }, seen: { name: "Test form" } })),
  source("setSourceSecretsAction",      "any  –  –  –",       ({ it }) => ({ sourceId: it.id, secret: "otra" })),
  source("makeSecretAction",            "any  –  –  –",       ({ it }) => ({ sourceId: it.id, replaces: true })),
  source("endPreviousSecretAction",     "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.rotated(it) })),
  source("rotateTokenAction",           "any  –  –  –",       ({ it }) => ({ sourceId: it.id })),
  source("endPreviousTokenAction",      "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.rotated(it) })),
  source("pauseSourceAction",           "any  –  –  –",       ({ it }) => ({ sourceId: it.id })),
  source("resumeSourceAction",          "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.paused(it) })),
  source("sendTestAction",              "any  –  –  –",       ({ it }) => ({ sourceId: it.id })),
  source("testProgressAction",          "any  –  –  –",       async ({ it, make }) => ({ deliveryId: await make.delivery(it) })),
  source("askPullAction",               "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.pulled(it) })),
  source("stopPullAction",              "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.pulling(it) })),
  source("pullProgressAction",          "any  company  –  any", async ({ it, make }) => ({ sourceId: await make.pulling(it) })),
  source("testConnectionAction",        "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.pulled(it) })),
  source("askProofAction",              "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.pulled(it) })),
  source("setFormerAction",             "any  –  –  –",       ({ it, make }) => make.formerSite(it)),
  source("setLostAction",               "any  –  –  –",       ({ it, make }) => make.missing(it)),
  source("retireFormAction",            "any  –  –  –",       async ({ it, make }) => ({ alarmId: await make.quietForm(it) })),
  source("watchFormAgainAction",        "any  –  –  –",       async ({ it, make }) => ({ alarmId: await make.retiredForm(it) })),

  source("saveRulesAction: of a source", "any  –  –  –",      ({ it }) => ({ sourceId: it.id, rules: [], seen: 1 })),
  source("previewRulesAction",          "any  –  –  –",       async ({ it, make }) => ({ sourceId: await make.processedAt(it), rules: [] })),
  source("ruleVersionsAction: of a source", "any  company  –  any", ({ it }) => ({ sourceId: it.id })),
  house("saveRulesAction: for every source", "yes  –  –  –",  async ({ make }) => ({ sourceId: null, rules: [], seen: await make.sharedRules() })),

  source("replayDeliveryAction",        "any  –  –  –",       async ({ it, make }) => ({ deliveryId: await make.delivery(it) })),
  source("askReplayAction",             "any  –  –  –",       async ({ it, make }) => ({ deliveryIds: [await make.delivery(it)] })),
  house("stopReplayAction",             "yes  –  –  –",       async ({ make }) => ({ replayId: await make.replay() })),
  source("undoReplayAction",            "any  –  –  –",       async ({ it, make }) => ({ replayId: await make.genuineReplay(it) })),
  house("replayProgressAction",         "yes  –  –  yes",     async ({ make }) => ({ replayId: await make.replay() })),

  source("sayGenuineAction",            "any  –  –  –",       async ({ it, make }) => ({ deliveryId: await make.spam(it) })),
  source("takeBackRulingAction: not spam", "any  –  –  –",    ({ it, make }) => make.genuine(it)),
  source("takeBackRulingAction: spam",  "any  –  –  –",       ({ it, make }) => make.markedTouch(it)),
  source("markSpamAction: a lead",      "any  –  –  –",       async ({ it, make }) => ({ deliveryId: await make.processed(it) })),
  source("markSpamAction: one arrival", "any  –  –  –",       async ({ it, make }) => ({ deliveryId: await make.touched(it) })),
  house("addSpamEntryAction",           "yes  –  –  –",       ({ make }) => ({ value: `${make.name().slice(2)}@example.test`, list: "blocked", kind: "email" })),
  house("removeSpamEntryAction",        "yes  –  –  –",       async ({ make }) => ({ entryId: await make.spamEntry() })),

  company("enterLeadAction",            "any  own  own  –",   async ({ it, s, make }) => ({ companyId: it.id, leadTypeId: await make.leadType(), contactName: make.name(), ownerId: s.actor.id })),
  file("reshapeImportAction",           "any  own  –  –",     ({ it }) => ({ importId: it.id, shape: { encoding: "utf-8", delimiter: ";", header: true } })),
  file("checkImportAction",             "any  own  –  –",     async ({ it, s, make }) => ({ importId: it.id, settings: await make.importSettings(s) })),
  file("startImportAction",             "any  own  –  –",     async ({ it, make }) => ({ importId: await make.importIn(it, "check", "done") })),
  file("stopImportAction",              "any  own  –  –",     async ({ it, make }) => ({ importId: await make.importIn(it, "run", "working") })),
  file("resumeImportAction",            "any  own  –  –",     async ({ it, make }) => ({ importId: await make.importIn(it, "run", "stopped") })),
  file("undoImportAction",              "any  own  –  –",     async ({ it, make }) => ({ importId: await make.importIn(it, "run", "done") })),
  file("discardImportAction",           "any  own  –  –",     ({ it }) => ({ importId: it.id })),
  file("importProgressAction",          "any  own  –  –",     ({ it }) => ({ importId: it.id })),
  file("importRowsAction",              "any  own  –  –",     ({ it }) => ({ importId: it.id })),
];
