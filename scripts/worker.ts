import { openInstallation } from "@/lib/core/installation";
import { onStopSignal } from "./stop-signals.ts";

// npm run worker: the background jobs in a process of their own, beside a server that was started with WORKER=off.

const installation = await openInstallation({ log: () => undefined });
if (installation.keeps) {
  await installation.close();
  process.stderr.write(
    "No server is running on this data. Start it first (WORKER=off npm start), or set DATABASE_URL.\n",
  );
  process.exit(1);
}
Object.assign(process.env, installation.variables, { WORKER: "on" });

// Only now: these read the environment.
const { boot } = await import("@/lib/jobs/boot");
await boot();
// boot() finishes the jobs in hand before it lets the process exit.
onStopSignal(() => process.exit(0));
