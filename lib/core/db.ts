import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";
import { OrderedClient } from "@/lib/core/ordered-client";
import { PrismaClient } from "@/lib/core/prisma/client";
import type { Prisma } from "@/lib/core/prisma/client";

export type Tx = Prisma.TransactionClient;
type ReadMethod =
  | "findUnique"
  | "findUniqueOrThrow"
  | "findFirst"
  | "findFirstOrThrow"
  | "findMany"
  | "count"
  | "aggregate"
  | "groupBy";
type ModelName = Uncapitalize<Prisma.ModelName>;
/** The same client without its write methods, for queries. */
export type Reader = { [M in ModelName]: Pick<PrismaClient[M], ReadMethod> } & Pick<PrismaClient, "$queryRawUnsafe">;

type Kept = { pool?: pg.Pool; quick?: pg.Pool; prisma?: PrismaClient };
// Routes and instrumentation are separate bundles with separate module state.
const kept: Kept = ((globalThis as { __database?: Kept }).__database ??= {});

export function pool(): pg.Pool {
  return (kept.pool ??= makePool({ max: 20 }));
}

/** For what must be done at once or otherwise: its own connections, which give up within seconds. */
export function quickPool(): pg.Pool {
  return (kept.quick ??= makePool({ max: 4, connectionTimeoutMillis: 1500, query_timeout: 3000 }));
}

function makePool(more: pg.PoolConfig): pg.Pool {
  // Prisma's adapter writes moments as UTC without saying so: the session must read them as UTC, whatever the server's zone.
  const made = new pg.Pool({
    ...{ Client: OrderedClient, connectionString: env().DATABASE_URL, options: "-c TimeZone=UTC" },
    ...more,
  });
  made.on("error", (error) => {
    logger.warn({ error: error.message }, "an idle database connection ended");
  });
  return made;
}

/** While a server starts, everything opens its connections at once. */
const LONGEST_WAIT_MS = 10_000;

export function database(): PrismaClient {
  return (kept.prisma ??= new PrismaClient({
    adapter: new PrismaPg(pool()),
    transactionOptions: { maxWait: LONGEST_WAIT_MS },
  }));
}

export function reader(ctx: { tx?: Tx }): Reader {
  return ctx.tx ?? database();
}

export async function closeDatabase(): Promise<void> {
  await kept.prisma?.$disconnect();
  await kept.pool?.end();
  await kept.quick?.end();
  delete kept.prisma;
  delete kept.pool;
  delete kept.quick;
}
