import { chromium } from "@playwright/test";
import fs from "node:fs";
const origin = "http://localhost:4650", out = "/tmp/shots";
const exe = fs.readdirSync("/tmp").filter((n) => n.startsWith("leads-manager-chromium")).map((n) => `/tmp/${n}/chromium`)[0];
export const browser = await chromium.launch({ executablePath: exe, args: ["--no-sandbox", "--disable-gpu", "--headless=shell", "--in-process-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
export async function person(user, opts = {}) {
  const c = await browser.newContext({ baseURL: origin, locale: "es-AR", viewport: { width: 1440, height: 900 }, ...opts });
  const page = await c.newPage();
  page.on("console", (m) => { if (m.type() === "error") console.log("console:", m.text()); });
  await page.goto("/sign-in");
  await page.getByLabel("Usuario o correo").fill(user);
  await page.getByLabel("Contraseña", { exact: true }).fill("tres camiones azules");
  await page.getByRole("button", { name: "Ingresar", exact: true }).click();
  await page.waitForURL((u) => !u.pathname.startsWith("/sign-in"));
  return page;
}
export const shot = (page, name) => page.screenshot({ path: `${out}/${name}.png` });
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
