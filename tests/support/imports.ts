import { database } from "@/lib/core/db";
import { checkImport, startImport, uploadImport } from "@/lib/intake/importing/commands";
import { getImport } from "@/lib/intake/importing/queries";
import { stepImports } from "@/lib/intake/importing/stepping/commands";
import { ctxOf } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { ImportSettings } from "@/lib/intake/importing/schema";

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Everything that is at work, to its end. */
export async function stepAll(): Promise<void> {
  while ((await database().import.count({ where: { state: "working" } })) > 0) await stepImports();
}

/** A file uploaded and read. */
export async function upload(actor: UserActor, content: string | Uint8Array, fileName = "leads.csv"): Promise<string> {
  const { id } = await uploadImport(ctxOf(actor), { fileName, body: once(Buffer.from(content)) });
  await stepAll();
  return id;
}

/** Its dry run, with the settings guessed but for what is said. */
export async function check(actor: UserActor, importId: string, more: Partial<ImportSettings> = {}): Promise<void> {
  const { settings } = await getImport(ctxOf(actor), { importId });
  await checkImport(ctxOf(actor), { importId, settings: { ...settings, ...more } });
  await stepAll();
}

/** A file from its upload to its end. */
export async function bring(actor: UserActor, content: string, more: Partial<ImportSettings> = {}): Promise<string> {
  const importId = await upload(actor, content);
  await check(actor, importId, more);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  return importId;
}

export const rowsOf = (importId: string) =>
  database().importRow.findMany({ where: { importId }, orderBy: { line: "asc" } });

/** How the rows came out, in the file's order. */
export async function outcomesOf(importId: string): Promise<string[]> {
  return (await rowsOf(importId)).map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome));
}
