type Kept = { open: number; rushedAt: number };
/** One for the process: the door and what works behind it are bundled apart. */
const kept: Kept = ((globalThis as { __door?: Kept }).__door ??= {
  open: 0,
  rushedAt: -Infinity,
});

/** So many requests at once; visitors who come one after the other are never so many. */
const RUSH = 12;
/** They are answered in groups, so that there are few for moments in the middle of a rush. */
const LASTS_MS = 200;
const LOOK_MS = 20;
/** At most so many times as long as the step took. */
const PATIENCE = 5;

/** Counts the request as being at the door until its answer is there. */
export async function atDoor<T>(answering: () => Promise<T>): Promise<T> {
  kept.open++;
  if (kept.open >= RUSH) kept.rushedAt = performance.now();
  try {
    return await answering();
  } finally {
    kept.open--;
  }
}

const isRush = () => kept.open >= RUSH || performance.now() - kept.rushedAt < LASTS_MS;

/**
 * A step that lets the door go first: what comes in a rush is put on disk and answered, and read a little later. A sixth
 * of the time stays for the reading, so that a flood that doesn't end is read all the same.
 */
export function afterRush(step: () => Promise<boolean>): () => Promise<boolean> {
  return async () => {
    const began = performance.now();
    const isMore = await step();
    const until = performance.now() + PATIENCE * (performance.now() - began);
    while (isRush() && performance.now() < until) await new Promise((done) => setTimeout(done, LOOK_MS));
    return isMore;
  };
}

/** A step that nobody waits for, left out while there is a rush. */
export function unlessRush(step: () => Promise<boolean>): () => Promise<boolean> {
  return () => (isRush() ? Promise.resolve(false) : step());
}
