import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/core/db";
import { limitReached } from "@/lib/core/errors";

/** Ten a second, for a minute: more than a form or an integration has to say, and no load for the server. */
export const REQUESTS_A_MINUTE = 600;

const kept = globalThis as { __keyRate?: RateLimiterPostgres };

/** Counts a request of a key, in all processes together; too many are refused with the seconds to wait. */
export async function countRequest(keyId: string): Promise<void> {
  try {
    await limiter().consume(keyId);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw limitReached({ seconds: String(Math.max(1, Math.ceil(error.msBeforeNext / 1000))) });
  }
}

function limiter(): RateLimiterPostgres {
  return (kept.__keyRate ??= new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "RateLimit",
    tableCreated: true,
    keyPrefix: "api-key",
    points: REQUESTS_A_MINUTE,
    duration: 60,
    // A program that doesn't heed the answer is refused without asking the database.
    inMemoryBlockOnConsumed: REQUESTS_A_MINUTE + 1,
  }));
}
