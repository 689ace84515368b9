import { expect } from "expect";
const queue = []; let prefix = [];
const fmt = (name, row) => { let i = 0; const r = Array.isArray(row) ? row : [row]; return String(name).replace(/%[psidj]/g, () => JSON.stringify(r[i++])?.slice(0,60)); };
const test = (name, fn) => queue.push([[...prefix, name].join(" > "), fn]);
test.each = (rows) => (name, fn) => { for (const r of rows) test(fmt(name, r), () => fn(...(Array.isArray(r) ? r : [r]))); };
const describe = (name, fn) => { prefix.push(name); fn(); prefix.pop(); };
describe.each = (rows) => (name, fn) => { for (const r of rows) describe(fmt(name, r), () => fn(...(Array.isArray(r) ? r : [r]))); };
Object.assign(globalThis, { test, it: test, describe, expect, jest: { setTimeout() {} }, afterAll() {}, beforeAll() {}, beforeEach() {}, afterEach() {} });
expect.hasAssertions = () => {};
for (const f of process.argv.slice(2)) await import(new URL(f, "file:///work/wt-doora/").href);
let bad = 0;
for (const [n, fn] of queue) { try { await fn(); } catch (e) { bad++; console.log("FAIL", n, "\n", String(e.message ?? e).replace(/\u001b\[\d+m/g,"").slice(0, 900)); } }
console.log(queue.length, "run", bad, "failed");
process.exit(0);
