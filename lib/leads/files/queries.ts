import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { openBytes } from "@/lib/core/files/opening";
import { NO_ID } from "@/lib/core/id";
import { requireLead } from "@/lib/leads/queries";
import type { Readable } from "node:stream";
import type { Ctx } from "@/lib/core/ctx";
import type { LeadFile } from "@/lib/core/prisma/client";
import type { FileInput } from "@/lib/leads/files/schema";

/** A file for whoever may see its lead now; the bytes are opened when they are wanted. */
export async function readFile(
  ctx: Ctx,
  { fileId }: FileInput,
): Promise<{ file: LeadFile; open: () => Promise<Readable> }> {
  const file = await reader(ctx).leadFile.findUnique({ where: { id: fileId } });
  await requireLead(ctx, file?.leadId ?? NO_ID);
  if (!file) throw notFound();
  return {
    file,
    open: () => openBytes(file.digest, { fileId }),
  };
}

/** How much there is of what people put on leads: each file's bytes once, however many rows name them. */
export async function filesTotal(ctx: Ctx): Promise<{ files: number; bytes: number }> {
  authorize(ctx, "settings.manage");
  const [total] = await reader(ctx).$queryRawUnsafe<{ files: number; bytes: number }[]>(
    `select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes
       from (select distinct on (digest) size from "LeadFile") f`,
  );
  return total ?? { files: 0, bytes: 0 };
}
