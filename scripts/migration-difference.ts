// Prints the SQL that is missing between the database at DATABASE_URL and prisma/schema.
import { requiredDatabaseUrl } from "@/lib/core/env";
import { differenceToSchema } from "@/lib/core/migrate";

const sql = await differenceToSchema(requiredDatabaseUrl());
process.stdout.write(sql, () => process.exit(0));
