import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";

// npm run demo: fills an installation with a year of an invented sales team, on a fresh one with its first admin too.

const ADMIN = { firstName: "Admin", lastName: "Demo", email: "admin@equipo.example", userName: "admin" };

const say = (line: string) => process.stdout.write(`${line}\n`);
const installation = await openInstallation({ log: say });
Object.assign(process.env, installation.variables, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn" });
try {
  const migrated = spawnSync(process.execPath, nodeScript("scripts/migrate.ts"), {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (migrated.status !== 0) throw new Error("The database could not be brought up to date; the reason is above.");
  await load();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  const { stopQueue } = await import("@/lib/core/queue");
  const { closeDatabase } = await import("@/lib/core/db");
  await stopQueue();
  await closeDatabase();
  await installation.close();
}

async function load(): Promise<void> {
  // Only now: these read the environment.
  const { hashPassword } = await import("@/lib/auth/password");
  const { systemCtx } = await import("@/lib/core/ctx");
  const { startQueue } = await import("@/lib/core/queue");
  const { startDemo } = await import("@/lib/demo/commands");
  const { demoJob } = await import("@/lib/demo/jobs");
  const { JOBS } = await import("@/lib/jobs/registry");
  const { demoProgress } = await import("@/lib/demo/queries");
  const { DEMO_LEADS } = await import("@/lib/demo/schema");
  const { organisation } = await import("@/lib/settings/queries");
  const { completeSetUpByOperator } = await import("@/lib/users/set-up/commands");

  const ctx = systemCtx("demo");
  const password = `demo-${randomBytes(6).toString("base64url")}`;
  await startQueue(
    JOBS.filter(({ definition }) => definition.name === demoJob.name),
    [],
  );
  if ((await demoProgress(ctx)).state === "none") {
    const fresh = !(await organisation()).isSetUp;
    if (fresh) {
      await completeSetUpByOperator(ctx, {
        person: { ...ADMIN, password },
        organisation: {
          name: "Grupo INTRALOG",
          timeZone: "America/Argentina/Buenos_Aires",
          defaultCountry: "AR",
          locale: "es",
        },
        companies: [{ name: "INTRALOG" }, { name: "INTRAPAL" }],
      });
    }
    await startDemo(ctx, { leads: DEMO_LEADS, passwordHash: await hashPassword(password) });
    say(`Demo people${fresh ? ` and the admin (${ADMIN.userName})` : ""} sign in with the password ${password}`);
    say("  ana.ledesma (sales) · marcos.quiroga (manager) · elena.arce (upper management)");
  }
  for (let progress = await demoProgress(ctx); progress.state === "running"; progress = await demoProgress(ctx)) {
    say(`  ${progress.done} of ${progress.of} leads`);
    await sleep(5000);
  }
  say("The demo data is loaded. Start with: npm start");
}
