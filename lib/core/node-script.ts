import path from "node:path";

/** The arguments with which Node runs one of the product's own TypeScript programs. */
export function nodeScript(file: string, ...args: string[]): string[] {
  return ["--import", path.resolve("scripts/aliases.mjs"), file, ...args];
}
