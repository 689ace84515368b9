import { NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { database } from "@/lib/core/db";
import { openText } from "@/lib/core/secrets";
import type {
  DirectoryAccess,
  DirectorySecurity,
  DirectoryValues,
  GroupWay,
  Reading,
} from "@/lib/auth/directory/schema";
import type { Reader } from "@/lib/core/db";
import type { Directory } from "@/lib/core/prisma/client";

/** How the directory is asked, if one is set up; `on`: whether anybody is let in by it. */
export async function directoryAccess(
  read: Pick<Reader, "directory"> = database(),
): Promise<{ on: boolean; access: DirectoryAccess } | undefined> {
  const row = await read.directory.findUnique({ where: { id: 1 } });
  if (!row || row.host === "" || row.base === "") return undefined;
  const password = row.passwordSealed === "" ? "" : openText(row.passwordSealed);
  return { on: row.on, access: { ...valuesOf(row), password } };
}

/** The settings of a row, without its secret and its state. */
export function valuesOf(row: Directory | null): DirectoryValues {
  if (!row) return NO_DIRECTORY;
  const fields = Object.keys(NO_DIRECTORY) as (keyof DirectoryValues)[];
  const values = Object.fromEntries(fields.map((field) => [field, row[field]]));
  return values as DirectoryValues & { security: DirectorySecurity; reading: Reading; groupsBy: GroupWay };
}
