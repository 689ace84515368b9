import { closeAll } from "@/lib/core/closing";
import { closeDatabase } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { stopLive } from "@/lib/core/live";
import { logger } from "@/lib/core/logger";
import { stopNotify } from "@/lib/core/notify";
import { stopPresence } from "@/lib/core/presence";
import { openSender, prepareQueues, startQueue, stopQueue } from "@/lib/core/queue";
import { EVERYWHERE, JOBS, LOOPS, SCHEDULES } from "@/lib/jobs/registry";

const kept = globalThis as { __booted?: boolean };

/** Starts what this process does beside answering requests, and arranges its end. */
export async function boot(): Promise<void> {
  if (kept.__booted) return;
  kept.__booted = true;
  const loops = [
    ...(env().WORKER === "on" ? await startWorker() : await startSender()),
    ...EVERYWHERE.map((start) => start()),
  ];

  const stop = async (signal: string) => {
    logger.info({ signal }, "stopping");
    // Open event streams would keep the server's close waiting for ever.
    closeAll();
    await Promise.all(loops.map((end) => end()));
    await stopQueue();
    stopPresence();
    await stopLive();
    await stopNotify();
    await closeDatabase();
  };
  const onSignal = (signal: string) => {
    const ended = stop(signal).catch((error: unknown) => {
      logger.error({ err: error }, "stopping met an error");
    });
    // Next exits as soon as the last request is answered; the work in hand comes first.
    const exit = process.exit.bind(process);
    process.exit = ((code?: number) => void ended.finally(() => exit(code))) as typeof process.exit;
  };
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
}

async function startWorker(): Promise<(() => Promise<void>)[]> {
  await startQueue(JOBS, SCHEDULES);
  logger.info("worker on");
  return LOOPS.map((start) => start());
}

async function startSender(): Promise<[]> {
  // Its database may be one that no worker has started on yet.
  await prepareQueues(await openSender(), JOBS);
  return [];
}
