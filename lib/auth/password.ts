import { hash, verify } from "@node-rs/argon2";
import { limitReached } from "@/lib/core/errors";

// argon2id as OWASP asks for it; the algorithm is the library's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of no password that anybody has; verifying against it takes as long as against a real one. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$o5pjVQH6nrj8DNbbazENgg$Qhnk6uj4eGYUIcBmWvNsj4oNeTRxIiowCkjP+MRiPX4";

const AT_ONCE = 4;
const WAITING = 64;

type Queue = { running: number; waiting: (() => void)[] };
const queue = ((globalThis as { __hashing?: Queue }).__hashing ??= { running: 0, waiting: [] });

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFKC"), COST));
}

/** Takes the same time for a user who isn't there or has no password yet. */
export async function passwordMatches(storedHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(storedHash ?? NOBODYS_HASH, password.normalize("NFKC")));
  return matches && typeof storedHash === "string";
}

/** Each hash takes 19 MB and a thread: a flood of attempts waits, and past the queue is turned away. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (queue.running >= AT_ONCE) {
    if (queue.waiting.length >= WAITING) throw limitReached({ seconds: "5" });
    await new Promise<void>((resolve) => queue.waiting.push(resolve));
  } else {
    queue.running++;
  }
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running--;
  }
}
