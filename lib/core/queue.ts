import { PgBoss, fromPrisma } from "pg-boss";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";
import type { z } from "zod";
import type { Tx } from "@/lib/core/db";

/** A kind of job: for effects outside the database and for schedules. Its body is plugged in by the registry. */
export type JobDefinition<P extends object> = {
  name: string;
  payload: z.ZodType<P>;
  retryLimit: number;
  retryDelaySeconds: number;
  /** Given up after this. */
  expireInSeconds: number;
  /** A worker goes on when all it took are done; so many of them don't wait for each other. */
  workers: number;
};
/** A job that starts by the clock comes without a payload. */
export type JobHandler = { definition: JobDefinition<object>; run: (payload: object | null) => Promise<void> };

type Kept = { boss?: PgBoss; started?: Promise<PgBoss> };
const kept: Kept = ((globalThis as { __queue?: Kept }).__queue ??= {});

export function defineJob<P extends object>(
  name: string,
  payload: z.ZodType<P>,
  more: Partial<Omit<JobDefinition<P>, "name" | "payload">> = {},
): JobDefinition<P> {
  return { name, payload, retryLimit: 5, retryDelaySeconds: 30, expireInSeconds: 900, workers: 1, ...more };
}

export function handleJob<P extends object>(
  definition: JobDefinition<P>,
  run: (payload: P) => Promise<void>,
): JobHandler {
  return {
    definition,
    run: (payload) => run(definition.payload.parse(payload ?? {})),
  };
}

/** Enqueues inside the transaction: no job without its cause, no cause without its job. `singletonKey` keeps a second one from waiting beside it. */
export async function enqueue<P extends object>(
  tx: Tx,
  definition: JobDefinition<P>,
  payload: P,
  more: { singletonKey?: string; startAfter?: Date } = {},
): Promise<void> {
  const boss = await openSender();
  await boss.send(definition.name, payload, { ...more, db: fromPrisma(tx) });
}

/** For a process that only enqueues. A sender must be started too: it looks its queues up on its own connection. */
export function openSender(): Promise<PgBoss> {
  return (kept.started ??= openBoss({ max: 1, supervise: false, schedule: false }));
}

/** For a process that works: makes its queues and schedules, and takes jobs. */
export function startQueue(handlers: JobHandler[], schedules: { job: string; cron: string }[]): Promise<PgBoss> {
  return (kept.started ??= openBoss({ max: 4, useListenNotify: true }).then(async (boss) => {
    await prepareQueues(boss, handlers);
    for (const { job, cron } of schedules) await boss.schedule(job, cron);
    for (const { name } of await boss.getSchedules()) {
      // Of an earlier version: it would go on sending jobs that nobody takes.
      if (schedules.every(({ job }) => job !== name)) await boss.unschedule(name);
    }
    for (const handler of handlers) await work(boss, handler);
    return boss;
  }));
}

export async function stopQueue(): Promise<void> {
  const started = kept.started;
  delete kept.started;
  await (await started?.catch(() => undefined))?.stop({ graceful: true, timeout: 10_000 });
}

export async function prepareQueues(boss: PgBoss, handlers: JobHandler[]): Promise<void> {
  for (const { definition } of handlers) {
    const options = {
      notify: true,
      retryLimit: definition.retryLimit,
      retryDelay: definition.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: definition.expireInSeconds,
    };
    if (await boss.getQueue(definition.name)) await boss.updateQueue(definition.name, options);
    else await boss.createQueue(definition.name, options);
  }
}

export async function openBoss(options: object): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: env().DATABASE_URL, schema: "pgboss", ...options });
  boss.on("error", (error) => {
    logger.error({ err: error }, "the queue met an error");
  });
  await boss.start();
  return boss;
}

/** With `notify` on, a worker that takes one job at a time would wait for the poll after each. */
async function work(boss: PgBoss, handler: JobHandler): Promise<void> {
  const options = {
    batchSize: 10,
    burstWhenBatchFull: true,
    notifyPollingIntervalSeconds: 2,
    perJobResults: true,
    localConcurrency: handler.definition.workers,
  } as const;
  await boss.work<object, unknown, typeof options>(handler.definition.name, options, async (jobs) =>
    Promise.all(
      jobs.map(async (job) => {
        try {
          await handler.run(job.data);
          return { id: job.id, status: "completed" as const };
        } catch (error) {
          logger.error({ err: error, job: handler.definition.name, id: job.id }, "a job failed");
          return { id: job.id, status: "failed" as const, output: { message: String(error) } };
        }
      }),
    ),
  );
}
