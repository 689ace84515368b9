/*
 * Whether the server answers this tab. The live stream, the browser and whatever got no answer only make it doubtful: one
 * small question decides, and is asked again until it is answered.
 */

const AGAIN_MS = 3000;
/** Slower than this is no answer to whoever waits for one. */
const PATIENCE_MS = 5000;

const listeners = new Set<() => void>();
let reached = true;
let asking: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export function isReached(): boolean {
  return reached;
}

/** Calls whenever it changes, until the answer is called. */
export function onReach(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Something speaks against it: asks the server, once at a time. Resolves when it is known. */
export function doubtReach(): Promise<void> {
  asking ??= answers().then((now) => {
    asking = undefined;
    clearTimeout(timer);
    if (!now) timer = setTimeout(() => void doubtReach(), AGAIN_MS);
    say(now);
  });
  return asking;
}

/** Resolves once the server answers, for what failed just now. */
export async function untilReached(): Promise<void> {
  await doubtReach();
  if (reached) return;
  await new Promise<void>((done) => {
    const stop = onReach(() => {
      if (!reached) return;
      stop();
      done();
    });
  });
}

/** A proxy that stands before it answers for a server that is gone, with one of these. */
export function isGateway(status: number): boolean {
  return status >= 502 && status <= 504;
}

function say(now: boolean): void {
  if (now === reached) return;
  reached = now;
  for (const listener of [...listeners]) listener();
}

async function answers(): Promise<boolean> {
  try {
    const { status } = await fetch("/api/live", { method: "HEAD", signal: AbortSignal.timeout(PATIENCE_MS) });
    return !isGateway(status);
  } catch {
    return false;
  }
}
