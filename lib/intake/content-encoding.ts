import zlib from "node:zlib";
import type { ZlibOptions } from "node:zlib";

/** What a compressed body may come to: as much as one that isn't compressed. */
export const MOST_INFLATED = 10 * 1024 * 1024;

export type Inflated = { bytes: Uint8Array; problem: "broken_encoding" | "inflates_too_large" | null };

// A body that was cut short still gives what there was of it.
const KIND: ZlibOptions = { maxOutputLength: MOST_INFLATED, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** A zlib header: deflate, and a check of both bytes. */
const isZlib = ([first = 0, second = 0]: Uint8Array) => (first & 15) === 8 && (first * 256 + second) % 31 === 0;

const WAYS: Record<string, (bytes: Uint8Array) => Buffer> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, KIND),
  "x-gzip": (bytes) => zlib.gunzipSync(bytes, KIND),
  deflate: (bytes) => (isZlib(bytes) ? zlib.inflateSync(bytes, KIND) : zlib.inflateRawSync(bytes, KIND)),
  br: (bytes) =>
    zlib.brotliDecompressSync(bytes, {
      maxOutputLength: MOST_INFLATED,
      finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
    }),
  zstd: (bytes) => zlib.zstdDecompressSync(bytes, { maxOutputLength: MOST_INFLATED }),
};
/** Nobody packs oftener; a request that claims so would only keep us busy. */
const MOST_LAYERS = 3;

/**
 * A body as it was before it was packed. What can't be unpacked comes back as it is, with the problem: the header may
 * lie, where a proxy unpacked it and left the header standing.
 */
export function inflated(sent: Uint8Array, contentEncoding = ""): Inflated {
  const named = contentEncoding.toLowerCase().split(",");
  const layers = named.map((name) => name.trim()).filter((name) => Object.hasOwn(WAYS, name));
  if (layers.length === 0 && isGzip(sent)) layers.push("gzip");
  let bytes = sent;
  for (const layer of layers.slice(0, MOST_LAYERS).reverse()) {
    if (bytes.byteLength === 0 || looksPlain(bytes)) break;
    try {
      bytes = WAYS[layer]?.(bytes) ?? bytes;
    } catch (error) {
      const tooLarge = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
      return { bytes, problem: tooLarge ? "inflates_too_large" : "broken_encoding" };
    }
  }
  return { bytes, problem: null };
}

/** JSON or a form, whatever the header says: packed data has bytes among its first that no text has. */
function looksPlain(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 64).every((byte) => (byte >= 32 ? byte !== 127 : byte >= 9 && byte <= 13)) && !isZlib(bytes);
}
