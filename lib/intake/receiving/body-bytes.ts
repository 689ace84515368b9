/** Bytes beyond the limit are counted, up to here: who sends more is cut off. */
const MOST_COUNTED = 64 * 1024 * 1024;
/** Of a length that is only announced no more is believed than its column holds. */
const LARGEST_SIZE = 2 ** 31 - 1;

/**
 * The body up to a limit, and how large it really is. A connection that broke in the middle gives what had come: its
 * sender may never try again.
 */
export async function readBodyBytes(request: Request, most: number): Promise<{ body: Buffer; bodySize: number }> {
  if (!request.body) return { body: Buffer.alloc(0), bodySize: 0 };
  const announced = Number(request.headers.get("content-length") ?? Infinity);
  const parts: Uint8Array[] = [];
  let size = 0;
  let kept = 0;
  const reader = request.body.getReader();
  try {
    for (let part = await reader.read(); !part.done && size < MOST_COUNTED; part = await reader.read()) {
      size += part.value.byteLength;
      if (kept < most) parts.push(part.value.subarray(0, most - kept));
      kept = Math.min(size, most);
    }
  } catch {
    if (size === 0) return { body: Buffer.alloc(0), bodySize: 0 };
  }
  const said = Number.isFinite(announced) ? Math.max(announced, size) : size;
  return { body: Buffer.concat(parts), bodySize: Math.min(said, LARGEST_SIZE) };
}
