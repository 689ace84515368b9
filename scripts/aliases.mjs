// Lets Node run the product's own TypeScript: resolves "@/…" as the bundler does. Use: node --import ./scripts/aliases.mjs FILE.ts
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";

const root = new URL("../", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    // Outside a bundler this package only throws; it guards against browsers, and none is here.
    if (specifier === "server-only") return { url: "data:text/javascript,", shortCircuit: true };
    if (!specifier.startsWith("@/")) return nextResolve(specifier, context);
    const address = new URL(specifier.slice(2), root).href;
    const found = [address, `${address}.ts`, `${address}.tsx`].find(
      (url) => /\.\w+$/.test(url) && existsSync(new URL(url)),
    );
    if (!found) return nextResolve(address, context);
    const resolved = nextResolve(found, context);
    return found.endsWith(".json") ? { ...resolved, importAttributes: { type: "json" } } : resolved;
  },
});
