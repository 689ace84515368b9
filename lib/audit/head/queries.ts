import { readHead } from "@/lib/audit/head/gateway";
import { database } from "@/lib/core/db";
import type { Head } from "@/lib/audit/head/gateway";
import type { Finding } from "@/lib/audit/schema";

/** What was noted outside the database and isn't in it any more. */
export async function headFindings(): Promise<Finding[]> {
  const head = await readHead();
  if (head === undefined) return [];
  if (head === "damaged") return [{ kind: "headDamaged" }];
  const findings: Finding[] = (await isInChain(head)) ? [] : [{ kind: "headLost", seal: head.number }];
  if (head.check !== null && (await database().auditCheck.count({ where: { id: head.check } })) === 0) {
    findings.push({ kind: "checkMissing", check: head.check });
  }
  return findings;
}

export async function isInChain({ number, hash }: Pick<Head, "number" | "hash">): Promise<boolean> {
  const seal = await database().auditSeal.findUnique({ where: { number: BigInt(number) }, select: { hash: true } });
  return seal !== null && Buffer.from(seal.hash).toString("hex") === hash;
}
