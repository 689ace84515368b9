/*
 * What somebody typed and didn't send yet, in this tab alone: there again when they come back, gone once it is sent, and
 * never there for anybody else nor after signing out.
 */

const TYPED = "typed:";
const CHANGED = "typed-changed";
/** Where the browser refuses to keep it: until the page is read anew. */
const refused = new Map<string, string>();

/** Under which what this user types there is kept. */
export function typedKey(userId: string, where: string): string {
  return `${TYPED}${userId}:${where}`;
}

export function readKept(key: string): string {
  try {
    return refused.get(key) ?? sessionStorage.getItem(key) ?? "";
  } catch {
    return refused.get(key) ?? "";
  }
}

/** Nothing takes it away. */
export function keep(key: string, text: string): void {
  refused.delete(key);
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    refused.set(key, text);
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** All that was typed in this tab; `but`: what this user typed stays. */
export function forgetTyped({ but }: { but?: string } = {}): void {
  const own = but === undefined ? undefined : typedKey(but, "");
  const goes = (key: string) => key.startsWith(TYPED) && (own === undefined || !key.startsWith(own));
  for (const key of [...refused.keys(), ...keptKeys()].filter(goes)) keep(key, "");
}

/** What is kept under keys that begin so, by its key. */
export function keptUnder(prefix: string): [string, string][] {
  const keys = [...new Set([...refused.keys(), ...keptKeys()])].filter((key) => key.startsWith(prefix));
  return keys.sort().map((key) => [key, readKept(key)]);
}

function keptKeys(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

export function onKeptChange(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
  };
}
