import fs from "node:fs";
import path from "node:path";

/** A request as it is sent: all of it may be mangled, but the address leads to the door. */
export type Mangled = { method: string; tail: string; headers: Record<string, string>; body: Buffer };

/** The same numbers for the same seed: a run that failed can be run again. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TYPES = [
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=----x",
  "multipart/form-data",
  "text/plain; charset=utf-16",
  "application/json; charset=nonsense",
  "image/png",
  "",
];
const ENCODINGS = ["gzip", "deflate", "br", "zstd", "gzip, gzip", "nonsense"];
const TAILS = ["?%", "?%zz=%ff&a[b][c]=1", "/", "?utm_source=%00", "?" + "x=1&".repeat(500), "?__proto__[x]=1"];
const PIECES = [
  Buffer.from('{"a":'.repeat(60)),
  Buffer.from([0, 0xff, 0xfe, 0xed, 0xa0, 0x80]),
  Buffer.from("&a[b][][c]=%"),
  Buffer.from('"\\ud800","__proto__":{"x":1},'),
  Buffer.from('\r\n------x\r\nContent-Disposition: form-data; name="'),
  Buffer.from("\u202e\u0000ñ😀".repeat(20)),
];

/** What the connection says of itself, and what opened another door. */
const OURS = new Set(["host", "connection", "content-length", "authorization", "expect"]);

/** The bodies of real plugins' requests, to begin with. */
export function wholesome(folder: string): Mangled[] {
  const files = ["captured", "cases"].flatMap((part) =>
    fs
      .readdirSync(path.join(folder, part))
      .filter((name) => name.endsWith(".http"))
      .map((name) => fs.readFileSync(path.join(folder, part, name))),
  );
  return files.flatMap((bytes) => {
    const gap = bytes.indexOf("\r\n\r\n");
    const [first = "", ...lines] = bytes.toString("latin1", 0, gap).split("\r\n");
    if (first.startsWith("HTTP/")) return [];
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    const kept = Object.fromEntries(headers.filter(([name]) => !OURS.has(name)));
    return [{ method: "POST", tail: "", headers: kept, body: bytes.subarray(gap + 4) }];
  });
}

const WAYS: ((sent: Mangled, random: (below: number) => number) => Mangled)[] = [
  (sent) => sent,
  (sent, random) => ({ ...sent, body: sent.body.subarray(0, random(sent.body.byteLength + 1)) }),
  (sent, random) => ({ ...sent, body: flipped(sent.body, random) }),
  (sent, random) => ({ ...sent, body: inserted(sent.body, pick(PIECES, random), random) }),
  (sent) => ({ ...sent, body: Buffer.concat([sent.body, sent.body]) }),
  (sent, random) => ({ ...sent, headers: { ...sent.headers, "content-type": pick(TYPES, random) } }),
  (sent, random) => ({ ...sent, headers: { ...sent.headers, "content-encoding": pick(ENCODINGS, random) } }),
  (sent, random) => ({ ...sent, tail: pick(TAILS, random) }),
  (sent, random) => ({ ...sent, method: pick(["PUT", "PATCH", "DELETE", "OPTIONS", "GET"], random) }),
  (sent, random) => ({ ...sent, body: Buffer.from(sent.body.toString("latin1"), "utf8").subarray(random(20)) }),
  (sent, random) => ({ ...sent, body: Buffer.from(Array.from({ length: random(3000) }, () => random(256))) }),
];

/** One request, mangled one to three ways. */
export function mangled(from: readonly Mangled[], random: (below: number) => number): Mangled {
  let sent = pick(from, random);
  for (let turn = random(3); turn >= 0; turn--) sent = pick(WAYS, random)(sent, random);
  // A GET has no body on the wire.
  return sent.method === "GET" ? { ...sent, body: Buffer.alloc(0) } : sent;
}

function pick<T>(from: readonly T[], random: (below: number) => number): T {
  const one = from[random(from.length)];
  if (one === undefined) throw new Error("nothing to choose from");
  return one;
}

function flipped(body: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(body);
  for (let at = Math.ceil(body.byteLength / 40); at > 0; at--) copy[random(body.byteLength)] = random(256);
  return copy;
}

function inserted(body: Buffer, piece: Buffer, random: (below: number) => number): Buffer {
  const at = random(body.byteLength + 1);
  return Buffer.concat([body.subarray(0, at), piece, body.subarray(at)]);
}
