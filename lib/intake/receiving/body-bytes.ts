/** Bytes beyond the limit are counted, up to here: who sends more is cut off. */
const MOST_COUNTED = 64 * 1024 * 1024;

/** The body up to a limit, and how large it really is. */
export async function readBodyBytes(request: Request, most: number): Promise<{ body: Buffer; bodySize: number }> {
  if (!request.body) return { body: Buffer.alloc(0), bodySize: 0 };
  const announced = Number(request.headers.get("content-length") ?? Infinity);
  if (announced <= most) {
    const body = Buffer.from(await request.arrayBuffer());
    return { body, bodySize: body.byteLength };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  let kept = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done && size < MOST_COUNTED; part = await reader.read()) {
    size += part.value.byteLength;
    if (kept < most) parts.push(part.value.subarray(0, most - kept));
    kept = Math.min(size, most);
  }
  return { body: Buffer.concat(parts), bodySize: Number.isFinite(announced) ? Math.max(announced, size) : size };
}
