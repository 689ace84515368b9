import { z } from "zod";
import { closeDatabase, database } from "@/lib/core/db";
import { defineJob, enqueue, handleJob, openBoss, startQueue, stopQueue } from "@/lib/core/queue";

jest.setTimeout(60_000);
afterEach(stopQueue);
afterAll(closeDatabase);

test("a schedule of an earlier version is taken away, one that stands stays", async () => {
  const before = await openBoss({ supervise: false, schedule: false });
  await before.createQueue("test.gone");
  await before.schedule("test.gone", "* * * * *");
  await before.stop();
  const job = defineJob("test.stands", z.object({}));
  const boss = await startQueue(
    [handleJob(job, () => Promise.resolve())],
    [{ job: "test.stands", cron: "11 4 * * *" }],
  );
  expect((await boss.getSchedules()).map(({ name }) => name)).toStrictEqual(["test.stands"]);
});

test("a job of a kind with several workers doesn't wait for a slow one that began before", async () => {
  const job = defineJob("test.several", z.object({ part: z.enum(["slow", "quick"]) }), { workers: 2 });
  const began = { slow: Promise.withResolvers<undefined>(), quick: Promise.withResolvers<undefined>() };
  const end = Promise.withResolvers<undefined>();
  const run = async ({ part }: { part: "slow" | "quick" }) => {
    began[part].resolve(undefined);
    await { slow: end.promise, quick: undefined }[part];
  };
  await startQueue([handleJob(job, run)], []);
  const ask = (part: "slow" | "quick") => database().$transaction((tx) => enqueue(tx, job, { part }));
  await ask("slow");
  await began.slow.promise;
  await ask("quick");
  await expect(began.quick.promise).resolves.toBeUndefined();
  end.resolve(undefined);
});
