import { sealHash, sealSignature } from "@/lib/audit/seal";
import { env } from "@/lib/core/env";
import type { SealedBatch } from "@/lib/audit/seal";
import type { Reader } from "@/lib/core/db";

export type Seal = SealedBatch & { hash: string; signature: string };

/** Of the seal `s`: what it says, and the digests of its lists, which nobody needs to have here. */
export const SEAL = `s.number, s."fromXid", s."fromSeq", s."toXid", s."toSeq", s.events, s."latestAt", s."sealedAt",
  encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash, encode(s.signature, 'hex') as signature,
  encode(pg_catalog.sha256(pg_catalog.convert_to(array_to_string(s.seqs, ','), 'UTF8')), 'hex') as order,
  encode(pg_catalog.sha256(s.hashes), 'hex') as leaves`;

/** What is wrong with a seal by itself, without the others. */
export function sealFault(seal: Seal): "sealChanged" | "sealForeign" | undefined {
  if (sealHash(seal) !== seal.hash) return "sealChanged";
  return sealSignature(seal.hash, env().DATA_KEY) === seal.signature ? undefined : "sealForeign";
}

const NEWEST = `
  select ${SEAL} from "AuditSeal" s where s.number < $1 order by s.number desc limit 1`;

/** The end of the chain: whatever somebody else put behind it is none. */
export async function lastSeal(db: Pick<Reader, "$queryRawUnsafe">): Promise<Seal | undefined> {
  for (let below = 2n ** 63n - 1n; ;) {
    const [seal] = await db.$queryRawUnsafe<Seal[]>(NEWEST, below);
    if (!seal || sealFault(seal) === undefined) return seal;
    below = seal.number;
  }
}
