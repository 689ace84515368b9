import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible, expectUsable } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

/** A stream that opens late on a busy machine makes up for what it missed. */
const BUSY = { timeout: 20_000 };
/** Many screens, each looked at by an engine that takes seconds where others work too. */
const A_WALK = 360_000;
const LONG = JSON.stringify({ mensaje: "Necesito cotizar un flete. ".repeat(200) });

/** A company with an admin, a source and a delivery that failed. */
async function house() {
  const company = await makeCompany(`Empresa de pantallas ${newId()}`);
  const admin = await makeUser("admin", [company.id]);
  const input = createSourceInput.parse({ name: "Contacto de prueba", companyId: company.id });
  const { id: sourceId, path } = await createSource(systemCtx("test"), input);
  const { id: deliveryId } = await database().delivery.create({
    data: {
      ...{
        id: newId(),
        sourceId,
        via: "push",
        receivedAt: new Date(),
        method: "POST",
        path: `/api/intake/${sourceId}`,
      },
      ...{ headers: { "content-type": "application/json" }, body: Buffer.from(LONG), bodySize: LONG.length },
      ...{ state: "failed", reason: "Error: connection terminated" },
    },
  });
  return { admin, sourceId, deliveryId, path };
}

const MISSING_LEAD = "/leads/99999999";

type Seen = { admin: { id: string }; sourceId: string; deliveryId: string };

/** For somebody who may see them all. */
const ROOMS: Record<string, (of: Seen) => string[]> = {
  "sign-in": () => ["/sign-in", "/forgotten", "/welcome/no-such-link", "/request/no-such-link"],
  intake: ({ sourceId, deliveryId }) => [
    ...["/intake", "/intake/sources/new", `/intake/sources/${sourceId}`, `/intake/deliveries/${deliveryId}`],
    ...["/intake/deliveries", "/intake/imports", "/intake/proof", "/intake/rules", "/intake/spam"],
    ...["/leads/new", "/leads/duplicates", MISSING_LEAD],
  ],
  people: ({ admin }) => [
    ...["/users", "/users/new", "/users/invite", "/users/requests", `/users/${admin.id}`, "/profile", "/team/fairness"],
    ...["/start", "/no-such-page"],
  ],
  settings: () => [
    ...["/settings", "/settings/organisation", "/settings/mail", "/settings/api-keys", "/settings/api-keys/reference"],
    ...["/settings/webhooks", "/settings/assignment", "/settings/audit", "/settings/audit/retention"],
    ...["/settings/directory", "/settings/provider"],
  ],
};

test("what the server answers first has no barrier either, while its scripts are still on their way", async ({
  newPerson,
  allowComplaint,
  baseURL,
}) => {
  test.setTimeout(A_WALK);
  allowComplaint(/404 \(Not Found\)/);
  allowComplaint(/ERR_FAILED/);
  const seen = await house();
  const page = await newPerson({ viewport: { width: 390, height: 844 }, colorScheme: "light" });
  await page.context().route(/\/_next\/static\/.*\.js/, (route) => route.abort());
  await enterAs(page.context(), seen.admin, baseURL);
  // Of a lead that isn't there Next's first answer is empty: its scripts draw the page that says so.
  const drawn = ["intake", "people", "settings"].flatMap((room) => ROOMS[room]?.(seen) ?? []);
  for (const path of ["/", "/leads", ...drawn.filter((one) => one !== MISSING_LEAD)]) {
    await page.goto(path, { waitUntil: "domcontentloaded" });
    await expectAccessible(page);
  }
});

for (const width of [1440, 390]) {
  for (const [room, paths] of Object.entries(ROOMS)) {
    test(`at ${width} px, light and dark: every screen of ${room} can be used by everybody and fits`, async ({
      newPerson,
      allowComplaint,
      baseURL,
    }) => {
      test.setTimeout(A_WALK);
      allowComplaint(/404 \(Not Found\)/);
      const seen = await house();
      const page = await newPerson({ viewport: { width, height: 844 } });
      if (room !== "sign-in") await enterAs(page.context(), seen.admin, baseURL);
      for (const path of paths(seen)) {
        await page.goto(path);
        await expectUsable(page);
      }
    });
  }
}

test("a new source waits, says what for, and shows the first submission with its fields without being reloaded", async ({
  page,
  context,
  baseURL,
}) => {
  const { admin, sourceId, path } = await house();
  await database().delivery.deleteMany({ where: { sourceId } });
  await enterAs(context, admin, baseURL);
  await page.goto(`/intake/sources/${sourceId}`);
  await expect(page.getByText("Esperando el primer lead").first()).toBeVisible();

  await page.getByRole("button", { name: "Enviar una prueba" }).click();
  await expect(page.getByText("La prueba llegó. Esperando el primer lead")).toBeVisible(BUSY);
  // A test proves the way, not the form.
  await expect(page.getByText("Funciona", { exact: true })).toHaveCount(0);

  const data = { "tu-nombre": "Berta Molina", email: "berta@example.test", bultos: "12" };
  expect((await page.request.post(path, { data })).status()).toBe(200);
  await expect(page.getByText("Funciona", { exact: true })).toBeVisible(BUSY);
  await expect(page.getByRole("row", { name: /Berta Molina.*Lead nuevo/ })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Va a: bultos" })).toBeVisible();
  await expect(page.getByText("Esperando el primer lead")).toHaveCount(0);
});

test("over plain http at a name that isn't localhost an address can be copied, and what arrives is shown", async ({
  newPerson,
  baseURL,
}) => {
  const { admin, sourceId, path } = await house();
  const { port } = new URL(baseURL ?? "");
  const home = `http://server:${port}`;
  const page = await newPerson({ viewport: { width: 1440, height: 844 } });
  await enterAs(page.context(), admin, home);
  await page.goto(`${home}/intake/sources/${sourceId}`);
  expect(await page.evaluate(() => "clipboard" in navigator)).toBe(false);
  await page.getByRole("button", { name: "Copiar", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copiado" })).toBeVisible();
  await expect(page.getByText("Esta dirección solo funciona dentro de tu red")).toBeVisible();
  expect(
    (await page.request.post(`${baseURL ?? ""}${path}`, { data: { nombre: "Ciro", email: "c@example.test" } })).ok(),
  ).toBe(true);
  await expect(page.getByRole("row", { name: /Ciro/ })).toBeVisible();
});
