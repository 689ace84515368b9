import { tellCounted } from "@/lib/auth/tallying/commands";
import { consume, runLoop, unhurried } from "@/lib/core/consumers";
import { checkNewHandler, checkWholeHandler, dropOldHandler } from "@/lib/audit/handlers";
import { sealNext } from "@/lib/audit/sealing/commands";
import { foldLeadCounts } from "@/lib/analytics/counts/commands";
import { tellAssigned } from "@/lib/alerts/assigned/commands";
import { assignedReader } from "@/lib/alerts/handlers";
import { countResultsHandler } from "@/lib/assignment/handlers";
import { stepResponses } from "@/lib/assignment/responding/commands";
import { drainWaiting } from "@/lib/assignment/waiting/commands";
import { loadDemo } from "@/lib/demo/handlers";
import { pullSourceHandler, reconcileHandler, reconcileNightHandler, watchHandler } from "@/lib/intake/handlers";
import { stepImports } from "@/lib/intake/importing/stepping/commands";
import { processReceived } from "@/lib/intake/processing/commands";
import { retryFailed } from "@/lib/intake/processing/retrying/commands";
import { stepReplays } from "@/lib/intake/replaying/stepping/commands";
import { startDuePulls } from "@/lib/intake/pulling/commands";
import { drainSpool } from "@/lib/intake/receiving/commands";
import { afterRush, unlessRush } from "@/lib/intake/receiving/rush";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { clockKeeper } from "@/lib/leads/clocks/handlers";
import { stepSweep } from "@/lib/leads/clocks/keeping/commands";
import { tellDues } from "@/lib/leads/clocks/telling/commands";
import { stepFillings } from "@/lib/leads/custom-fields/filling/stepping/commands";
import { dropFileHandler, sweepFilesHandler } from "@/lib/leads/files/handlers";
import { sendMailHandler } from "@/lib/settings/mail/handlers";
import { compareWaiting } from "@/lib/leads/duplicates/scanning/commands";
import { stepWordMoves } from "@/lib/leads/renaming/stepping/commands";
import { remindDue } from "@/lib/leads/tasks/reminding/commands";
import { checkDirectoryHandler } from "@/lib/users/directory/handlers";
import { forgottenHandler } from "@/lib/users/forgotten/handlers";
import { accessAskedHandler } from "@/lib/users/requests/handlers";
import { checkProviderHandler } from "@/lib/users/provider/handlers";
import { forgetDeliveriesHandler, webhookQueuer } from "@/lib/webhooks/handlers";
import { startLanes, stopLanes } from "@/lib/webhooks/sending/commands";
import { stepRetired } from "@/lib/leads/vocabulary/retiring/commands";
import type { JobHandler } from "@/lib/core/queue";

/** Every job body there is. */
export const JOBS: JobHandler[] = [
  loadDemo,
  pullSourceHandler,
  reconcileHandler,
  reconcileNightHandler,
  watchHandler,
  sendMailHandler,
  forgottenHandler,
  accessAskedHandler,
  dropFileHandler,
  sweepFilesHandler,
  countResultsHandler,
  checkNewHandler,
  checkWholeHandler,
  dropOldHandler,
  forgetDeliveriesHandler,
  checkDirectoryHandler,
  checkProviderHandler,
];

/** Jobs that start by the clock. */
export const SCHEDULES: { job: string; cron: string }[] = [
  { job: "intake.reconcileNight", cron: "7 * * * *" },
  { job: "intake.watch", cron: "*/15 * * * *" },
  { job: "files.sweep", cron: "23 * * * *" },
  { job: "assignment.countResults", cron: "23 * * * *" },
  { job: "audit.checkNew", cron: "*/15 * * * *" },
  { job: "audit.checkWhole", cron: "41 3 * * 0" },
  { job: "audit.dropOld", cron: "11 4 * * *" },
  { job: "webhooks.forget", cron: "31 4 * * *" },
  { job: "directory.check", cron: "* * * * *" },
  { job: "provider.check", cron: "17 * * * *" },
];

const keepClocks = async () => (await consume(clockKeeper)) > 0;
const readAssigned = async () => (await consume(assignedReader)) > 0;
const queueWebhooks = async () => (await consume(webhookQueuer)) > 0;

/** What runs as long as the worker does. */
export const LOOPS = [
  () => runLoop({ name: "intake", channel: "deliveries", step: afterRush(processReceived) }),
  // Nobody calls this channel: once a second is often enough, and cheaper than after each commit.
  () => runLoop({ name: "lead counts", channel: "lead-counts", step: unlessRush(foldLeadCounts) }),
  // Nobody calls this channel: it is tried again after minutes.
  () => runLoop({ name: "retries", channel: "retries", step: unhurried(() => retryFailed()) }),
  // Nobody calls this channel: a schedule's job comes anywhere within its minute, and what is to be fetched each minute not.
  () => runLoop({ name: "due pulls", channel: "due-pulls", step: () => startDuePulls().then(() => false) }),
  () => runLoop({ name: "replays", channel: "replays", step: stepReplays }),
  () => runLoop({ name: "imports", channel: "imports", step: stepImports }),
  () => runLoop({ name: "retired words", channel: "retired", step: unhurried(stepRetired) }),
  () => runLoop({ name: "bulk changes", channel: "bulk", step: stepBulkChanges }),
  // Once a second too: many events at a time cost it hardly more than one.
  () => runLoop({ name: "clocks", channel: "clocks", step: afterRush(keepClocks) }),
  () => runLoop({ name: "given leads", channel: "given-leads", step: afterRush(readAssigned) }),
  // Nobody calls this channel: what was just given is told within the second.
  () => runLoop({ name: "told leads", channel: "told-leads", step: () => tellAssigned().then(() => false) }),
  () => runLoop({ name: "webhook queue", channel: "webhook-queue", step: afterRush(queueWebhooks) }),
  () => {
    const end = runLoop({ name: "webhooks", channel: "webhooks", step: () => startLanes().then(() => false) });
    return async () => {
      await end();
      await stopLanes();
    };
  },
  () => runLoop({ name: "all clocks", channel: "all-clocks", step: unhurried(stepSweep) }),
  // Nobody calls this channel: what is due comes by itself.
  () => runLoop({ name: "dues", channel: "dues", step: () => tellDues() }),
  () => runLoop({ name: "reminders", channel: "reminders", step: () => remindDue() }),
  () => runLoop({ name: "field fillings", channel: "fillings", step: unhurried(stepFillings) }),
  () => runLoop({ name: "renamed words", channel: "words", step: unhurried(stepWordMoves) }),
  // By how things stand, once a second: a shift that begins is no event.
  () => runLoop({ name: "waiting leads", channel: "assignment", step: () => drainWaiting() }),
  () => runLoop({ name: "responses", channel: "responses", step: () => stepResponses() }),
  // After the fact and once a second: nobody who writes an event waits for its seal.
  () => runLoop({ name: "seals", channel: "seals", step: unlessRush(unhurried(() => sealNext())) }),
  () => runLoop({ name: "duplicates", channel: "duplicates", step: unlessRush(unhurried(compareWaiting)) }),
];

/** What runs in every process, also in one that only serves: its disk and its memory are its own. */
export const EVERYWHERE = [
  () => runLoop({ name: "spool", channel: "spool", step: drainSpool }),
  () => {
    const end = runLoop({ name: "tallies", channel: "tallies", step: () => tellCounted().then(() => false) });
    return async () => {
      await end();
      await tellCounted({ all: true });
    };
  },
];
