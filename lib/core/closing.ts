type Closing = { now: boolean; listeners: Set<() => void> };

/** On globalThis, because instrumentation and routes are bundled apart and share no module state. */
const kept = ((globalThis as { leadsClosing?: Closing }).leadsClosing ??= { now: false, listeners: new Set() });

/**
 * Runs `listener` when the server is told to stop (an open stream would hold it for ever); answers how to unsubscribe. Where it was
 * told already it is run a moment later, when whoever asks has all it needs to end.
 */
export function closing(listener: () => void): () => void {
  if (kept.now) queueMicrotask(listener);
  else kept.listeners.add(listener);
  return () => {
    kept.listeners.delete(listener);
  };
}

export function closeAll(): void {
  kept.now = true;
  for (const listener of [...kept.listeners]) listener();
  kept.listeners.clear();
}
