import { createHmac } from "node:crypto";
import { closeDatabase } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { endPreviousSecret, makeSecret } from "@/lib/intake/sources/commands";
import { numbers, openCompanions, SECRET } from "@/tests/support/companion-sites";
import { admin, expectedOf, missingOf, prove } from "@/tests/support/proofs";
import { makeSource } from "@/tests/support/intake";
import type { Companions } from "@/tests/support/companion-sites";

jest.setTimeout(60_000);
let companions: Companions;
beforeAll(async () => {
  companions = await openCompanions();
});
afterAll(async () => {
  await companions.wordpress.close();
  await stopQueue();
  await closeDatabase();
});

const ES = numbers(1, 2, 3);

test("sites are each asked with the secret that they know, while the one before still counts", async () => {
  const ctx = await admin();
  const questions = companions.sites({ "/es": ES, "/br": ES });
  const { id } = await makeSource({ secret: SECRET });
  for (const folder of ["/es", "/br"]) await companions.pushed(id, folder, { id: 1 });
  const { secret } = await makeSecret(ctx, { sourceId: id, replaces: true });
  await companions.pushed(id, "/br", { id: 2 }, secret);
  await prove(ctx, id);
  expect([await expectedOf(ctx, id), (await missingOf(ctx, id)).days]).toStrictEqual([6, 3]);
  const signers = questions.map(({ url, signature }) => {
    const of = (one: string) =>
      createHmac("sha256", one)
        .update(`${signature.slice(2, 12)}.GET\n${url}`)
        .digest("hex");
    return `${url.slice(0, 3)} ${[SECRET, secret].findIndex((one) => signature.endsWith(of(one)))}`;
  });
  expect(new Set(signers)).toStrictEqual(new Set(["/es 0", "/br 1"]));
  await endPreviousSecret(ctx, { sourceId: id });
  expect(await sitesOf(id)).toMatchObject({
    companions: [{ home: companions.home("/br") }],
    unproved: [`${companions.wordpress.url}/es`],
  });
});

test("sites show by a test which line they have now, whatever visitors sent before", async () => {
  const ctx = await admin();
  companions.sites({ "/es": ES });
  const { id } = await makeSource({ secret: SECRET });
  await companions.pushed(id, "/es", { id: 1 });
  const { secret } = await makeSecret(ctx, { sourceId: id, replaces: true });
  const testOf = (folder: string) => ({ companion: 1, test: true, site: companions.wordpress.url + folder });
  expect((await sitesOf(id)).companions).toMatchObject([{ secret: SECRET }]);
  await companions.sent(id, testOf("/es"), secret);
  await companions.sent(id, testOf("/staging"), secret);
  expect((await sitesOf(id)).companions).toMatchObject([{ home: companions.home("/es"), secret }]);
  await endPreviousSecret(ctx, { sourceId: id });
  expect(await sitesOf(id)).toMatchObject({ companions: [{ home: companions.home("/es"), secret }], unproved: [] });
});
