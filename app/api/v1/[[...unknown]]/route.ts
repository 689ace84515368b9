import { z } from "zod";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { notFound } from "@/lib/core/errors";

/**
 * Whatever the API doesn't have, said as the API says everything. Nothing of what was sent is read, and a key is asked for
 * first as everywhere else: so nobody without one learns what there is and what isn't, wrong keys are counted here too,
 * and a program whose key has ended hears that instead of looking for a mistake in its addresses.
 */
const unknown = defineApiRoute({ input: z.object({}), read: () => ({}), run: () => Promise.reject(notFound()) });

export {
  unknown as DELETE,
  unknown as GET,
  unknown as HEAD,
  unknown as OPTIONS,
  unknown as PATCH,
  unknown as POST,
  unknown as PUT,
};
