type Closing = { now: boolean; listeners: Set<() => void> };

/** On globalThis, because instrumentation and routes are bundled apart and share no module state. */
const kept = ((globalThis as { leadsClosing?: Closing }).leadsClosing ??= { now: false, listeners: new Set() });

/** Runs `listener` when the server is told to stop (an open stream would hold it for ever); answers how to unsubscribe. */
export function closing(listener: () => void): () => void {
  if (kept.now) listener();
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
