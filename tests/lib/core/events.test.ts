import { z } from "zod";
import { consume } from "@/lib/core/consumers";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { defineEvent } from "@/lib/core/events";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { Consumer } from "@/lib/core/consumers";

const happened = defineEvent("test.happened", z.object({ what: z.string() }));
const announce = (subjectId: string, what = "it") =>
  mutate(systemCtx("test"), async (_, emit) => {
    emit(happened, { subjectId, subjectLabel: "T", payload: { what } });
    return Promise.resolve();
  });

function collector(subjectIds: string[]) {
  const seen: string[] = [];
  const consumer: Consumer = {
    name: `collector-${newId()}`,
    handle: async (events) => {
      seen.push(...events.filter((event) => subjectIds.includes(event.subjectId)).map((event) => event.subjectId));
      return Promise.resolve();
    },
  };
  const drain = async () => {
    while ((await consume(consumer)) > 0);
  };
  return { seen, consumer, drain };
}

/** Tests beside this one hold transactions open on the same server, and a consumer waits for whoever began earlier. */
async function nobodyEarlier(subjectIds: string[]): Promise<void> {
  const waiting = `select 1 from "Event" where "subjectId" = any($1) and xid >= pg_snapshot_xmin(pg_current_snapshot())`;
  while ((await pool().query(waiting, [subjectIds])).rows.length > 0) await new Promise((done) => setTimeout(done, 20));
}

describe("a mutation", () => {
  test("that emits nothing is a mistake, and nothing of it stays", async () => {
    const id = newId();
    const silent = mutate(systemCtx("test"), async (tx) =>
      tx.company.create({ data: { id, key: id, name: "Silent" } }),
    );
    await expect(silent).rejects.toThrow("emitted no event");
    expect(await database().company.findUnique({ where: { id } })).toBeNull();
  });

  test("that fails leaves neither state nor event", async () => {
    const id = newId();
    const failing = mutate(systemCtx("test"), async (tx, emit) => {
      await tx.company.create({ data: { id, key: id, name: "Failing" } });
      emit(happened, { subjectId: id, subjectLabel: "T", payload: { what: "never" } });
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect(await database().company.findUnique({ where: { id } })).toBeNull();
    expect(await database().event.count({ where: { subjectId: id } })).toBe(0);
  });

  test("inside another joins it: both or neither", async () => {
    const id = newId();
    const outer = mutate(systemCtx("test"), async (tx) => {
      await mutate(systemCtx("test", { tx }), async (_, emit) => {
        emit(happened, { subjectId: id, subjectLabel: "T", payload: { what: "inner" } });
        return Promise.resolve();
      });
      throw new Error("outer fails");
    });
    await expect(outer).rejects.toThrow("outer fails");
    expect(await database().event.count({ where: { subjectId: id } })).toBe(0);
  });
});

describe("the log", () => {
  test("refuses updates, deletes and truncation", async () => {
    const id = newId();
    await announce(id);
    await expect(pool().query(`update "Event" set name = 'x' where "subjectId" = $1`, [id])).rejects.toThrow(
      "append-only",
    );
    await expect(pool().query(`delete from "Event" where "subjectId" = $1`, [id])).rejects.toThrow("append-only");
    await expect(pool().query(`truncate "Event"`)).rejects.toThrow("append-only");
  });

  test("gives a consumer the late commit of an earlier event, once", async () => {
    const [early, late] = [newId(), newId()];
    const { seen, drain } = collector([early, late]);
    const client = await pool().connect();
    try {
      // Takes its place in the log first and commits last.
      await client.query("begin");
      await client.query(
        `insert into "Event" (name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", "occurredAt", "requestId")
         values ('test.happened', 'system', 't', 'test', $1, 'T', now(), 'test')`,
        [early],
      );
      await announce(late);
      await drain();
      expect(seen).toStrictEqual([]);
      await client.query("commit");
    } finally {
      client.release();
    }
    await nobodyEarlier([early, late]);
    await drain();
    await drain();
    expect(seen.sort()).toStrictEqual([early, late].sort());
  });

  test("is read in order where its numbers grow by a digit, each event once", async () => {
    const id = newId();
    const seqs: string[] = [];
    const consumer: Consumer = {
      name: `digits-${newId()}`,
      handle: async (events) => {
        seqs.push(...events.filter(({ subjectId }) => subjectId === id).map(({ seq }) => seq));
        return Promise.resolve();
      },
    };
    await pool().query(`select setval(pg_get_serial_sequence('"Event"', 'seq'), 999997)`);
    await mutate(systemCtx("test"), async (_, emit) => {
      for (let n = 0; n < 5; n++) emit(happened, { subjectId: id, subjectLabel: "T", payload: { what: "it" } });
      return Promise.resolve();
    });
    await nobodyEarlier([id]);
    while ((await consume(consumer)) > 0);
    expect(seqs).toStrictEqual(["999998", "999999", "1000000", "1000001", "1000002"]);
  });

  test("gives an event again to a consumer whose effects failed, and moves its cursor only with them", async () => {
    const id = newId();
    await announce(id);
    const { seen, consumer } = collector([id]);
    await nobodyEarlier([id]);
    const broken: Consumer = { name: consumer.name, handle: () => Promise.reject(new Error("no")) };
    await expect(consume(broken)).rejects.toThrow("no");
    while ((await consume(consumer)) > 0);
    expect(seen).toStrictEqual([id]);
  });

  test("is handed to one of two processes at a time", async () => {
    const id = newId();
    await announce(id);
    const { seen, consumer } = collector([id]);
    const slow: Consumer = {
      name: consumer.name,
      handle: async (events, tx) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await consumer.handle(events, tx);
      },
    };
    await nobodyEarlier([id]);
    await Promise.all([consume(slow), consume(slow)]);
    while ((await consume(slow)) > 0);
    expect(seen).toStrictEqual([id]);
  });
});
