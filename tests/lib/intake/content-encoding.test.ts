import zlib from "node:zlib";
import { inflated, MOST_INFLATED } from "@/lib/intake/content-encoding";
import { bodyText } from "@/lib/intake/deliveries/body-text";
import { understand } from "@/lib/intake/understand";
import { send, SITE } from "@/tests/support/wordpress";

const BODY = '{"nombre":"Ana Ruiz","mail":"ana@r.test","mensaje":"Hola, necesito un flete"}';
const read = (body: Uint8Array, encoding?: string) =>
  understand(send({ body, headers: encoding === undefined ? {} : { "content-encoding": encoding } }), SITE)[0];

test.each<[string, Buffer, string | undefined]>([
  ["gzip", zlib.gzipSync(BODY), "gzip"],
  ["gzip that no header names", zlib.gzipSync(BODY), undefined],
  ["deflate with its head", zlib.deflateSync(BODY), "deflate"],
  ["deflate without", zlib.deflateRawSync(BODY), "deflate"],
  ["brotli", zlib.brotliCompressSync(BODY), "BR"],
  ["zstd", zlib.zstdCompressSync(BODY), "zstd"],
  ["brotli inside gzip", zlib.gzipSync(zlib.brotliCompressSync(BODY)), "br, gzip"],
  ["plain text under a header that a proxy left", Buffer.from(BODY), "gzip"],
  ["plain text under an encoding nobody knows", Buffer.from(BODY), "pack200"],
])("%s is read as what it holds", (_, body, encoding) => {
  expect(read(body, encoding)).toMatchObject({ kind: "lead", email: "ana@r.test", problems: [] });
});

test("one cut short gives what there was", () => {
  const long = BODY.replace("flete", Array.from({ length: 3000 }, (_, at) => String(at * 7919)).join(" "));
  const packed = zlib.gzipSync(long);
  expect(read(packed.subarray(0, packed.byteLength / 2), "gzip")).toMatchObject({
    kind: "lead_partial",
    reason: "broken_json",
    email: "ana@r.test",
  });
});

test("a broken one is no lead and says why, whatever letters are in its bytes", () => {
  const packed = zlib.gzipSync(BODY);
  packed.fill(0xa5, 10);
  expect(read(packed, "gzip")).toMatchObject({ kind: "unreadable", reason: "broken_encoding", extra: {} });
});

test("a bomb isn't unpacked", () => {
  const bomb = zlib.gzipSync(Buffer.alloc(MOST_INFLATED + 1, "x"));
  expect(bomb.byteLength).toBeLessThan(20_000);
  expect(inflated(bomb, "gzip").problem).toBe("inflates_too_large");
  expect(read(bomb, "gzip")).toMatchObject({ kind: "unreadable", reason: "inflates_too_large" });
  expect(inflated(zlib.gzipSync(Buffer.alloc(MOST_INFLATED, "x")), "gzip").problem).toBeNull();
});

test("layer upon layer is unpacked three deep at most", () => {
  let body: Buffer = Buffer.from(BODY);
  for (let layer = 0; layer < 5; layer++) body = zlib.gzipSync(body);
  expect(read(body, "gzip, gzip, gzip, gzip, gzip")?.email).toBeNull();
});

test("a person sees the unpacked body", () => {
  const packed = zlib.gzipSync(BODY);
  expect(bodyText(packed, packed.byteLength, "gzip")).toMatchObject({ size: BODY.length });
  expect(bodyText(Buffer.from(BODY), BODY.length)).toMatchObject({ size: BODY.length });
});
