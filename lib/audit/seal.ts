import { createHash, createHmac, hkdfSync } from "node:crypto";

/** What a seal says of its batch, without its own hash. Binary values in hexadecimal. */
export type SealedBatch = {
  number: bigint;
  fromXid: bigint;
  fromSeq: bigint;
  toXid: bigint;
  toSeq: bigint;
  events: number;
  latestAt: Date;
  sealedAt: Date;
  /** The hash of the seal before; of the first, nothing. */
  previous: string;
  /** SHA-256 of the numbers of its events, as text with commas. */
  order: string;
  /** SHA-256 of their hashes, one after the other. */
  leaves: string;
};

/** One line each, so that whoever has the values can compute it anew with nothing but `sha256sum`. */
export function sealHash(batch: SealedBatch): string {
  const lines = [
    "leads-manager seal 1",
    batch.number,
    `${batch.fromXid}.${batch.fromSeq}`,
    `${batch.toXid}.${batch.toSeq}`,
    batch.events,
    batch.latestAt.toISOString(),
    batch.sealedAt.toISOString(),
    batch.previous,
    batch.order,
    batch.leaves,
  ];
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
}

/** With a key that isn't in the database: whoever can write there can chain hashes anew, and can't sign them. */
export function sealSignature(hash: string, dataKey: string): string {
  return createHmac("sha256", signingKey(dataKey)).update(hash).digest("hex");
}

function signingKey(dataKey: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(dataKey, "base64url"), "", "audit seals", 32));
}

/** Of the numbers as text, with commas. */
export function orderHash(seqs: string): string {
  return createHash("sha256").update(seqs).digest("hex");
}

export function leavesHash(hashes: Uint8Array): string {
  return createHash("sha256").update(hashes).digest("hex");
}
