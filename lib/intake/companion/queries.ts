import fs from "node:fs/promises";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { authorize } from "@/lib/core/ctx";
import type { Ctx } from "@/lib/core/ctx";

const FILE = "wordpress/leads-manager/leads-manager.php";

/** Our plugin as WordPress takes it: a folder in a zip. The same file makes the same bytes. */
export async function companionZip(ctx: Ctx): Promise<Uint8Array<ArrayBuffer>> {
  authorize(ctx, "intake.manage");
  const code = await fs.readFile(path.join(process.cwd(), FILE), "utf8");
  const zipped = zipSync({ "leads-manager/leads-manager.php": strToU8(code) }, { mtime: "2026-01-01" });
  return new Uint8Array(zipped);
}
