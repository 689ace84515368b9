import fs from "node:fs";
import net from "node:net";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import { fixture } from "@/tests/support/wordpress";

test.beforeAll(openJourneyHouse);

/** The captured request byte by byte, but for where it goes. */
async function replay(file: string, address: URL): Promise<string> {
  const bytes = fs.readFileSync(file);
  const end = bytes.indexOf("\r\n");
  const [method = ""] = bytes.subarray(0, end).toString("latin1").split(" ");
  const socket = net.connect(Number(address.port), address.hostname);
  socket.write(`${method} ${address.pathname} HTTP/1.1`);
  socket.write(bytes.subarray(end));
  let answer = "";
  for await (const part of socket) answer += String(part);
  return answer;
}

test("an admin makes a source, pastes its address, and the form's request becomes a lead on a manager's open screen, once", async ({
  page,
  context,
  baseURL,
  newPerson,
}) => {
  const name = `Contacto ${Date.now()}`;
  const company = await makeCompany(`Empresa ${name}`);
  const admin = await makeUser("admin", [company.id]);
  const manager = await makeUser("manager", [company.id]);
  await enterAs(context, admin, baseURL);
  const theirs = await newPerson();
  await enterAs(theirs.context(), manager, baseURL);
  const streaming = theirs.context().waitForEvent("response", (response) => response.url().includes("/api/leads"));
  await theirs.goto("/leads");
  await streaming;

  await page.goto("/intake/sources/new");
  await page.getByLabel("Nombre").fill(name);
  await page.getByLabel("Empresa", { exact: true }).click();
  await page.getByRole("option", { name: company.name }).click();
  await page.getByRole("button", { name: "Crear origen" }).click();
  const field = page.getByRole("textbox", { name: "Dirección para pegar" });
  await expect(field).toBeVisible();
  const address = new URL(new URL(await field.inputValue()).pathname, baseURL);

  const captured = fixture("captured", "cf7-default-all-fields.http");
  const answer = await replay(captured, address);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toMatch(/\{"ok":true,"delivery":"[\da-f-]{36}"\}/);

  await expect(theirs.getByRole("row", { name: /José Ñandú/ })).toHaveCount(1);

  expect(await replay(captured, address)).toMatch(/^HTTP\/1\.1 200 /);
  await expect(page.getByRole("row", { name: /Repetido/ })).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("row", { name: /José Ñandú/ })).toHaveCount(1);
  await expectAccessible(page);
});

test("a wrong token is refused, and what came with it is kept for the admin", async ({ page, context, baseURL }) => {
  const company = await makeCompany(`Empresa de cuarentena ${Date.now()}`);
  const admin = await makeUser("admin", [company.id]);
  await enterAs(context, admin, baseURL);
  await page.goto("/intake/sources/new");
  await page.getByLabel("Nombre").fill("Con token viejo");
  await page.getByLabel("Empresa", { exact: true }).click();
  await page.getByRole("option", { name: company.name }).click();
  await page.getByRole("button", { name: "Crear origen" }).click();
  const value = await page.getByRole("textbox", { name: "Dirección para pegar" }).inputValue();
  const address = new URL(new URL(value).pathname.replace(/[^/]+$/, "no-es-este-token"), baseURL);
  expect(await replay(fixture("captured", "cf7-default-all-fields.http"), address)).toMatch(/^HTTP\/1\.1 401 /);
  await expect(page.getByRole("row", { name: /No aceptado/ })).toBeVisible();
});
