import { migrate } from "@/lib/core/migrate";
import { requiredDatabaseUrl } from "@/lib/core/env";

const applied = await migrate(requiredDatabaseUrl());
process.stdout.write(`${JSON.stringify({ applied })}\n`);
process.exit(0);
