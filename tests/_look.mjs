// usage: node tests/_look.mjs <origin> <outdir> <cookie> path=name ...
import { chromium } from "@playwright/test";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
const [origin, out, login, ...paths] = process.argv.slice(2);
const exe = fs.readdirSync("/tmp").filter((n) => n.startsWith("leads-manager-chromium")).map((n) => `/tmp/${n}/chromium`)[0];
const browser = await chromium.launch({ executablePath: exe, args: ["--no-sandbox", "--disable-gpu", "--headless=shell", "--in-process-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
const [user, password] = login.split(":");
const first = await browser.newContext({ baseURL: origin, locale: "es-AR" });
const p = await first.newPage();
if (user) {
  await p.goto("/sign-in");
  await p.getByLabel("Usuario o correo").fill(user);
  await p.getByLabel("Contraseña", { exact: true }).fill(password);
  await p.getByRole("button", { name: "Ingresar" }).click();
  await p.waitForURL((u) => !u.pathname.startsWith("/sign-in"));
}
const state = await first.storageState();
for (const entry of paths) {
  const [path, name] = entry.split("@@");
  const files = [];
  for (const [w, h] of [[1440, 900], [390, 844]]) for (const scheme of ["light", "dark"]) {
    const c = await browser.newContext({ baseURL: origin, locale: "es-AR", colorScheme: scheme, viewport: { width: w, height: h }, storageState: state, ...(w < 500 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 1 } : {}) });
    const page = await c.newPage();
    page.on("console", (m) => { if (m.type() === "error") console.log(name, w, scheme, m.text()); });
    await page.goto(path, { waitUntil: "load" }).catch((e) => console.log(name, String(e)));
    await page.waitForTimeout(900);
    const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
    if (over) console.log(name, w, scheme, "scrolls sideways");
    const f = `${out}/${name}-${w}-${scheme}.png`;
    await page.screenshot({ path: f, fullPage: true });
    files.push(f);
    await c.close();
  }
  const sheet = await browser.newPage({ viewport: { width: 2340, height: 1300 } });
  const img = (f, w) => `<div style="width:${w}px;height:1290px;overflow:hidden"><img style="width:${w}px" src="data:image/png;base64,${fs.readFileSync(f).toString("base64")}"></div>`;
  await sheet.setContent(`<body style="margin:0;background:#888;display:flex;gap:6px">${img(files[0], 770)}${img(files[1], 770)}${img(files[2], 385)}${img(files[3], 385)}</body>`);
  await sheet.screenshot({ path: `${out}/${name}.png` });
  await sheet.close();
  for (const f of files) fs.unlinkSync(f);
}
await browser.close();
