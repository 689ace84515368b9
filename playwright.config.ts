import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import unpacked from "@sparticuz/chromium";
import { freePlaceForBrowser, installedBrowser } from "./tests/support/browser-program.ts";

// The package unpacks itself into the folder for temporary files, whatever lies there already.
process.env["TMPDIR"] = freePlaceForBrowser(os.tmpdir(), os.userInfo().uid);
fs.mkdirSync(process.env["TMPDIR"], { recursive: true });
const executablePath = installedBrowser() ?? (await unpacked.executablePath());

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: path.resolve(".data/test-results"),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // A machine may be busy; what never comes is found all the same.
  expect: { timeout: 10_000 },
  forbidOnly: process.env["CI"] !== undefined,
  // Nobody can sign in before the first run.
  projects: [
    { name: "first-run", testMatch: /first-run\.spec\.ts$/ },
    { name: "journeys", testIgnore: /first-run\.spec\.ts$/, dependencies: ["first-run"] },
  ],
  use: {
    baseURL: process.env["BASE_URL"] ?? "http://127.0.0.1:3000",
    locale: "es-AR",
    timezoneId: "America/Argentina/Buenos_Aires",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--headless=shell",
        "--in-process-gpu",
        "--use-gl=angle",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        // A name that isn't localhost: on a company's network the product is plain http at such a one.
        "--host-resolver-rules=MAP server 127.0.0.1, MAP crm.example.com 127.0.0.1",
      ],
    },
  },
});
