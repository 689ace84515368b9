import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { openText } from "@/lib/core/secrets";
import { knockAt, ownAddress, publicAddress } from "@/lib/intake/receiving/test-sending/gateway";
import { rehearsalMark } from "@/lib/intake/rehearsing/mark";
import { sampleOf } from "@/lib/intake/rehearsing/sample";
import { REHEARSAL_HEADER } from "@/lib/intake/rehearsing/schema";
import { bodySignature } from "@/lib/intake/signature";
import { sourceDoor } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldMapping } from "@/lib/intake/schema";
import type { TestSent } from "@/lib/intake/rehearsing/schema";
import type { SourceInput } from "@/lib/intake/sources/schema";

/**
 * Sends a submission as a visitor of this form might, through the source's real door: at the address the world knows, and
 * where that one can't be reached from here, at this server's own.
 */
export async function sendTest(ctx: Ctx, { sourceId }: SourceInput): Promise<TestSent> {
  authorize(ctx, "intake.manage");
  const { path } = await sourceDoor(ctx, sourceId);
  const source = await reader(ctx).source.findUniqueOrThrow({
    where: { id: sourceId },
    select: { mapping: true, defaultCountry: true, secretSealed: true },
  });
  const { defaultCountry, secretSealed } = source;
  const sample = sampleOf({ mapping: source.mapping as FieldMapping, defaultCountry }, newId().slice(-8));
  const body = Buffer.from(JSON.stringify(sample));
  const headers = {
    [REHEARSAL_HEADER]: rehearsalMark(sourceId, body),
    ...(secretSealed !== "" && bodySignature(openText(secretSealed), body, ctx.now())),
  };
  const sentAt = ctx.now();
  const outside = publicAddress();
  const addresses = [
    ...(outside === undefined ? [] : [{ where: "public" as const, address: outside }]),
    { where: "own" as const, address: ownAddress() },
  ];
  const knocks: TestSent["knocks"] = [];
  for (const { where, address } of addresses) {
    const { knock, delivery } = await knockAt(where, address, { path, body, headers });
    knocks.push(knock);
    if (delivery !== null) return { deliveryId: delivery, sentAt, knocks };
  }
  return { deliveryId: null, sentAt, knocks };
}
