import { readSettings } from "@/lib/core/env";
import { servingAt } from "@/lib/core/serving";

/** A path of the product as a whole address, and what there is to say about that; `assumed` where nobody told it. */
export function reached(path: string): { url: string; assumed: boolean; remark: string[] } {
  const { PUBLIC_URL, PORT, DATA_DIR } = readSettings();
  const known = PUBLIC_URL ?? servingAt(DATA_DIR);
  if (known !== undefined) return { url: known + path, assumed: false, remark: [] };
  const origin = `http://localhost:${PORT}`;
  const remark = [`No running server is known here, so ${origin} is assumed; PUBLIC_URL says where it is reached.`];
  return { url: origin + path, assumed: true, remark };
}
