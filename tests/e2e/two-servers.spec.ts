import fs from "node:fs";
import { startTestServer } from "@/scripts/test/server";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { Page } from "@playwright/test";

const SECOND_HOME = ".data/test-journeys-second";
type Server = Awaited<ReturnType<typeof startTestServer>>;
let second: Server;

test.beforeAll(async () => {
  await openJourneyHouse();
  second = await startTestServer(SECOND_HOME, {
    shared: { ...secret("DATABASE_URL"), ...secret("DATA_KEY"), ...secret("NEXTAUTH_SECRET") },
  });
});
test.afterAll(async () => {
  await second.stop();
  fs.rmSync(SECOND_HOME, { recursive: true, force: true });
});

function secret<Name extends string>(name: Name): Record<Name, string> {
  return { [name]: process.env[name] ?? "" } as Record<Name, string>;
}

async function chooseStatus(page: Page, label: string): Promise<void> {
  await page.keyboard.press("e");
  await page.getByRole("menuitemradio", { name: label, exact: true }).click();
}

test("two servers on one database: what one does the other shows at once, and each delivery is one lead", async ({
  newPerson,
  baseURL,
  request,
}) => {
  const secondURL = second.url ?? "";
  const company = await makeCompany(`Dos servidores ${newId()}`);
  const [marta, lucas] = [await makeUser("manager", [company.id]), await makeUser("manager", [company.id])];
  const lead = await makeLead(company.id, { contactName: "Lucía Fernández" });
  const [here, there] = [await newPerson(), await newPerson({ baseURL: secondURL })];
  await enterAs(here.context(), marta, baseURL);
  await enterAs(there.context(), lucas, secondURL);
  await here.goto(`/leads/${lead.number}`);
  await there.goto(`/leads/${lead.number}`);

  await chooseStatus(here, "Contactado");
  await expect(there.getByRole("banner").or(there.locator("header")).getByText("Contactado").first()).toBeVisible();
  await chooseStatus(there, "Falta cotizar");
  await expect(here.locator("header").getByText("Falta cotizar").first()).toBeVisible();

  // Posted to both at once, read by whichever worker comes first.
  const { id: sourceId, path } = await createSource(
    systemCtx("test"),
    createSourceInput.parse({ name: `Formulario ${newId()}`, companyId: company.id }),
  );
  await here.goto(`/leads?company=${company.key}`);
  const posts = Array.from({ length: 40 }, (_, index) =>
    request.post(`${index % 2 === 0 ? (baseURL ?? "") : secondURL}${path}`, {
      data: {
        nombre: `Persona ${index}`,
        email: `${newId()}@dos-servidores.test`,
        mensaje: `Consulta ${index} de ${newId()}`,
      },
    }),
  );
  for (const answer of await Promise.all(posts)) expect(answer.status()).toBe(200);
  await expect(here.getByRole("button", { name: /Ver 40 nuevos/ })).toBeVisible();
  expect(await database().lead.count({ where: { sourceId } })).toBe(40);
  const states = await database().delivery.groupBy({ by: ["state"], where: { sourceId }, _count: true });
  expect(states).toStrictEqual([{ state: "processed", _count: 40 }]);

  // Ended at one, it is over at both.
  await database().session.delete({ where: { id: lucas.sessionId } });
  await there.goto("/leads");
  await expect(there).toHaveURL(/\/sign-in/);
});
