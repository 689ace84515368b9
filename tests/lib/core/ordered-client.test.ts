import pg from "pg";
import { OrderedClient } from "@/lib/core/ordered-client";

const connectionString = process.env["DATABASE_URL"] ?? "";

/** How many of these were under way at once, where they were asked together, and what came of each. */
async function together(Client: typeof pg.Client, asked: string[]) {
  const ask: (...given: unknown[]) => Promise<unknown> = pg.Client.prototype.query;
  let [running, most] = [0, 0];
  const query = async function (this: pg.Client, ...given: unknown[]) {
    most = Math.max(most, ++running);
    return ask.apply(this, given).finally(() => running--);
  };
  Reflect.set(pg.Client.prototype, "query", query);
  const client = new Client({ connectionString });
  await client.connect();
  const answers = await Promise.allSettled(asked.map((text) => client.query<{ said: number }>(text)));
  await client.query("select 1");
  await client.end();
  Reflect.set(pg.Client.prototype, "query", ask);
  return { most, said: answers.map((one) => (one.status === "fulfilled" ? one.value.rows[0]?.said : "refused")) };
}

test("what is asked together is asked one after the other, and one that fails stops none of the rest", async () => {
  const asked = ["select 1 as said", "select nonsense", "select 3 as said", "select 4 as said"];
  await expect(together(OrderedClient, asked)).resolves.toStrictEqual({ most: 1, said: [1, "refused", 3, 4] });
});

test("the driver's own is asked all at once", async () => {
  const asked = ["select 1 as said", "select 2 as said"];
  await expect(together(pg.Client, asked)).resolves.toStrictEqual({ most: 2, said: [1, 2] });
});

test("who waits by a callback is called", async () => {
  const pool = new pg.Pool({ connectionString, Client: OrderedClient });
  await expect(pool.query("select 2 as said")).resolves.toMatchObject({ rows: [{ said: 2 }] });
  await pool.end();
});
