import { migrate } from "@/lib/core/migrate";
import { requiredDatabaseUrl } from "@/lib/core/env";

const applied = await migrate(requiredDatabaseUrl());
// Only now: this reads the tables.
const { raiseNumbers } = await import("@/lib/audit/numbering/commands");
await raiseNumbers(undefined, (text) => process.stderr.write(`${text}\n`));
process.stdout.write(`${JSON.stringify({ applied })}\n`);
process.exit(0);
