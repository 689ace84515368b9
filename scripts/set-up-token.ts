import { closeDatabase } from "@/lib/core/db";
import { issueSetUpToken } from "@/lib/settings/commands";

// Prints the token that opens the first run, or nothing once that is done.
const token = await issueSetUpToken();
process.stdout.write(`${JSON.stringify({ token: token ?? null })}\n`);
await closeDatabase();
