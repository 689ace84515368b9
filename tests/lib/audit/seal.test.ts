import { leavesHash, orderHash, sealHash, sealSignature } from "@/lib/audit/seal";
import type { SealedBatch } from "@/lib/audit/seal";

const batch: SealedBatch = {
  number: 2n,
  fromXid: 10n,
  fromSeq: 20n,
  toXid: 30n,
  toSeq: 40n,
  events: 3,
  latestAt: new Date("2026-11-28T10:00:00Z"),
  sealedAt: new Date("2026-11-28T10:00:30Z"),
  previous: "a".repeat(64),
  order: orderHash("38,39,40"),
  leaves: leavesHash(new Uint8Array(96)),
};

test("a seal's hash is what sha256sum says of its lines, for ever", () => {
  expect(sealHash(batch)).toBe("9d1704e92b37b715be7513fe25449430f801b6b651eb2dc448a8be2be0a9280d");
});

test.each<[keyof SealedBatch, Partial<SealedBatch>]>([
  ["number", { number: 3n }],
  ["fromXid", { fromXid: 11n }],
  ["fromSeq", { fromSeq: 21n }],
  ["toXid", { toXid: 31n }],
  ["toSeq", { toSeq: 41n }],
  ["events", { events: 4 }],
  ["latestAt", { latestAt: new Date("2026-11-28T10:00:01Z") }],
  ["sealedAt", { sealedAt: new Date("2026-11-28T10:00:31Z") }],
  ["previous", { previous: "b".repeat(64) }],
  ["order", { order: orderHash("38,40,39") }],
  ["leaves", { leaves: leavesHash(new Uint8Array(64)) }],
])("another %s is another hash", (_, other) => {
  expect(sealHash({ ...batch, ...other })).not.toBe(sealHash(batch));
});

test("a signature is of one hash and one installation", () => {
  const [mine, theirs] = ["A".repeat(43), "B".repeat(43)];
  const hash = sealHash(batch);
  expect(sealSignature(hash, mine)).toBe(sealSignature(hash, mine));
  expect(sealSignature(hash, theirs)).not.toBe(sealSignature(hash, mine));
  expect(sealSignature("0".repeat(64), mine)).not.toBe(sealSignature(hash, mine));
});
