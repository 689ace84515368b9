type Failure = {
  code?: unknown;
  originalCode?: unknown;
  meta?: unknown;
  driverAdapterError?: unknown;
  cause?: unknown;
};

/** What the database, its driver or what stands between said, the outermost first. */
function codesIn(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const { code, originalCode, meta, driverAdapterError, cause } = error as Failure;
  const own = [code, originalCode].filter((each) => typeof each === "string");
  return [...own, ...[meta, driverAdapterError, cause].flatMap((inner) => codesIn(inner, depth + 1))];
}

/** Lost connection, no room, ended by hand, the system's own trouble, a damaged page: PostgreSQL's classes of those. */
const OF_THE_MACHINE = /^(?:08|53|57|58|XX)[\dA-Z]{3}$/;
/** Prisma's: it couldn't connect, was cut off, or waited too long for a connection or a transaction. */
const OF_THE_DRIVER = /^(?:P10(?:01|02|08|17)|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOSPC)$/;

/** Whether it failed for what the machine lacked at that moment: the same may succeed later. */
export function isPassing(error: unknown): boolean {
  return codesIn(error).some((code) => OF_THE_MACHINE.test(code) || OF_THE_DRIVER.test(code));
}
