import { closeDatabase, database } from "@/lib/core/db";
import { processReceived } from "@/lib/intake/processing/commands";
import { retryFailed } from "@/lib/intake/processing/retrying/commands";
import { countFailed } from "@/lib/intake/processing/retrying/queries";
import { eventsOf } from "@/tests/support/house";
import { deliveryOf, makeSource, openDoor, requestBytes, sendBytes, settleAll } from "@/tests/support/intake";
import type { DoorServer } from "@/tests/support/intake";

jest.setTimeout(60_000);

let server: DoorServer;
beforeAll(async () => {
  server = await openDoor();
  await database().$executeRawUnsafe(`
    create function refuse_lead() returns trigger language plpgsql as
    $$ begin raise exception 'no' using errcode = case new.firm when 'Full disk' then '53100' else '22000' end; end $$`);
  await database().$executeRawUnsafe(
    `create trigger refuse_lead before insert on "Lead" for each row when (new.firm in ('Full disk', 'Bad value')) execute function refuse_lead()`,
  );
});
afterAll(async () => {
  await repaired();
  await database().$executeRawUnsafe("drop function refuse_lead");
  await server.close();
  await closeDatabase();
});

const repaired = () => database().$executeRawUnsafe('drop trigger if exists refuse_lead on "Lead"');
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function arrive(firm: string) {
  const source = await makeSource();
  const body = new URLSearchParams({ nombre: "Ana Ruiz", email: "ana@x.example", empresa: firm }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const reply = await sendBytes(server.port, requestBytes(source.path, body, { headers }));
  await settleAll();
  return { state: () => deliveryOf(reply) };
}

test("what failed for the machine's sake is read again by itself, and not at once; what failed for its own isn't", async () => {
  const [full, bad] = [await arrive("Full disk"), await arrive("Bad value")];
  expect(await full.state()).toMatchObject({ state: "failed", reason: "try_again", attempts: 1 });
  expect(await bad.state()).toMatchObject({
    state: "failed",
    reason: expect.not.stringMatching(/^try_again$/) as string,
  });
  expect(await countFailed()).toBeGreaterThanOrEqual(2);

  expect(await retryFailed()).toBe(false);
  expect(await retryFailed(inMinutes(1.5))).toBe(true);
  await processReceived();
  expect(await full.state()).toMatchObject({ state: "failed", reason: "try_again", attempts: 2 });
  expect(await retryFailed(inMinutes(1.5))).toBe(false);

  await repaired();
  expect(await retryFailed(inMinutes(3))).toBe(true);
  await processReceived();
  const settled = await full.state();
  expect(settled).toMatchObject({ state: "processed", outcome: "created" });
  const names = (await eventsOf(settled.id)).map(({ name }) => name);
  expect(names.filter((name) => name === "delivery.replayed")).toHaveLength(2);
  expect(await bad.state()).toMatchObject({ state: "failed", attempts: 1 });
});
