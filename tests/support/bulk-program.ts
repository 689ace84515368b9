import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";

// The worker's bulk changes in a process of their own, to be killed: tells when it begins and after each step.
process.send?.("begun");
while (await stepBulkChanges()) process.send?.("stepped");
process.exit(0);
