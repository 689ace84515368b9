import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const none = z.object({});

/** A delivery was read and ended in a state. */
export const deliveryRead = defineEvent(
  "delivery.read",
  z.object({
    sourceId: z.string(),
    state: z.string(),
    outcome: z.string(),
    reason: z.string(),
    leadId: z.string().nullable(),
  }),
);
/** Somebody wants it read once more. */
export const deliveryReplayed = defineEvent("delivery.replayed", z.object({ sourceId: z.string(), state: z.string() }));
/** Taken for spam, and somebody says that it is none. */
export const deliverySaidGenuine = defineEvent(
  "delivery.saidGenuine",
  z.object({ sourceId: z.string(), reason: z.string() }),
);
/** Somebody says that it is spam, and has what is named blocked. */
export const deliverySaidSpam = defineEvent(
  "delivery.saidSpam",
  z.object({ sourceId: z.string(), blocked: z.array(z.string()) }),
);
/** What somebody had said of it was taken back: it stands as it stood before. */
export const deliveryRulingTakenBack = defineEvent(
  "delivery.rulingTakenBack",
  z.object({ sourceId: z.string(), ruling: z.string() }),
);
/** On a list of those who are never taken for spam, or always are. */
export const spamEntryAdded = defineEvent("spamEntry.added", z.object({ kind: z.string() }));
export const spamEntryRemoved = defineEvent("spamEntry.removed", z.object({ kind: z.string() }));
/** Somebody wants many of them read once more. */
export const replayAsked = defineEvent(
  "replay.asked",
  z.object({ total: z.number(), genuine: z.boolean().optional() }),
);
/** Somebody takes back that many are no spam. */
export const replayUndoAsked = defineEvent("replay.undoAsked", z.object({ total: z.number(), undoes: z.string() }));
export const replayProgressed = defineEvent("replay.progressed", z.object({ rows: z.number() }));
export const replayStopped = defineEvent("replay.stopped", z.object({ left: z.number() }));
export const replayFinished = defineEvent("replay.finished", none);

export const sourceCreated = defineEvent("source.created", z.object({ kind: z.string() }));
export const sourceUpdated = defineEvent("source.updated", none);
export const sourceSecretsSet = defineEvent(
  "source.secretsSet",
  z.object({ which: z.array(z.string()), previousUntil: z.string().optional() }),
);
/** The signing secret before the last was ended by hand. */
export const sourcePreviousSecretEnded = defineEvent("source.previousSecretEnded", none);
export const sourceTokenRotated = defineEvent("source.tokenRotated", z.object({ previousUntil: z.string() }));
/** The token before the last rotation was ended by hand. */
export const sourcePreviousTokenEnded = defineEvent("source.previousTokenEnded", none);
export const sourcePaused = defineEvent("source.paused", none);
export const sourceResumed = defineEvent("source.resumed", none);
export const sourceRulesSaved = defineEvent(
  "source.rulesSaved",
  z.object({ count: z.number(), version: z.number().optional() }),
);
/** The list for every source. */
export const rulesSaved = defineEvent("rules.saved", z.object({ count: z.number(), version: z.number() }));
export const sourcePullAsked = defineEvent("source.pullAsked", none);
export const sourcePullStopped = defineEvent("source.pullStopped", none);
/** A pull ended. Told only when it brought something, or ended otherwise than the one before. */
export const sourcePulled = defineEvent(
  "source.pulled",
  z.object({ state: z.string(), reason: z.string(), seen: z.number(), fresh: z.number() }),
);
/** Somebody, or the night, wants to know what a source's site says it had. */
export const sourceProofAsked = defineEvent(
  "source.proofAsked",
  z.object({ from: z.string(), to: z.string(), fetch: z.boolean() }),
);
/** What a site says it had was compared with what arrived. */
export const sourceReconciled = defineEvent(
  "source.reconciled",
  z.object({ state: z.string(), reason: z.string(), expected: z.number(), missing: z.number() }),
);
/** A night's proof found submissions that nobody had been told of. */
export const sourceMissingFound = defineEvent(
  "source.missingFound",
  z.object({ count: z.number(), days: z.array(z.string()) }),
);
const givenUp = z.object({ count: z.number(), entries: z.array(z.string()) });
/** Somebody said that missing submissions won't come any more, by their numbers at the site; or takes that back. */
export const sourceMissingGivenUp = defineEvent("source.missingGivenUp", givenUp);
export const sourceMissingLookedFor = defineEvent("source.missingLookedFor", givenUp);
const ofSite = z.object({ site: z.string() });
/** One of several sites is no more, as somebody says, and isn't asked; or is again. */
export const sourceSiteLeft = defineEvent("source.siteLeft", ofSite);
export const sourceSiteAskedAgain = defineEvent("source.siteAskedAgain", ofSite);
/** A form brings less than chance explains, or nothing. */
export const sourceWentQuiet = defineEvent(
  "source.wentQuiet",
  z.object({
    kind: z.string(),
    /** One of the several forms that send to the source. */
    form: z.string().optional(),
    since: z.string(),
    expected: z.number(),
    arrived: z.number(),
    oneIn: z.number(),
    weeks: z.number(),
  }),
);
/** It brings something again, or isn't watched any more. */
export const sourceQuietOver = defineEvent(
  "source.quietOver",
  z.object({ by: z.string(), form: z.string().optional(), since: z.string() }),
);
/** Somebody had said that a form isn't used any more, and takes it back. */
export const sourceFormWatchedAgain = defineEvent("source.formWatchedAgain", z.object({ form: z.string() }));

const count = z.object({ rows: z.number() });

export const importUploaded = defineEvent("import.uploaded", z.object({ bytes: z.number() }));
/** Its file is read once more, otherwise parted. */
export const importReshaped = defineEvent("import.reshaped", none);
export const importCheckAsked = defineEvent("import.checkAsked", none);
export const importStarted = defineEvent("import.started", count);
/** So many rows were brought in, or taken back, in one transaction. */
export const importProgressed = defineEvent(
  "import.progressed",
  z.object({ stage: z.string(), toLine: z.number(), rows: z.number() }),
);
export const importStopped = defineEvent("import.stopped", none);
export const importResumed = defineEvent("import.resumed", none);
export const importFinished = defineEvent("import.finished", count);
export const importUndoAsked = defineEvent("import.undoAsked", none);
export const importUndone = defineEvent("import.undone", none);
/** Its rows and what became of each were downloaded. */
export const importResultTaken = defineEvent("import.resultTaken", none);
export const importDiscarded = defineEvent("import.discarded", none);
