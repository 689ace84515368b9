import { browser } from "./_act.mjs";
import fs from "node:fs";
const [out, ...files] = process.argv.slice(2);
const w = Math.floor(2000 / Math.min(files.length, 3)) - 6;
const p = await browser.newPage({ viewport: { width: 2000, height: 100 } });
await p.setContent(`<body style="margin:0;background:#888;display:flex;flex-wrap:wrap;gap:6px">${files.map((f) => `<img style="width:${w}px" src="data:image/png;base64,${fs.readFileSync(f).toString("base64")}">`).join("")}</body>`);
await p.screenshot({ path: out, fullPage: true });
await browser.close();
