import { person, shot, browser, PHONE } from "./_act.mjs";
const p = await person("admin"); p.setDefaultTimeout(6000);
const r = await p.request.get("/api/leads?limit=1"); console.log(r.status());
await p.goto("/leads?touches=2"); await p.waitForTimeout(1000);
await shot(p, "t1");
await browser.close();
