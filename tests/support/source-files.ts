import fs from "node:fs";
import path from "node:path";

/** The product's own TypeScript, by address from the root; generated code is not ours to judge. */
export function sourceFiles(...folders: string[]): string[] {
  return folders.filter((folder) => fs.existsSync(folder)).flatMap(below);
}

function below(folder: string): string[] {
  if (folder === path.join("lib", "core", "prisma")) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const address = path.join(folder, entry.name);
    if (entry.isDirectory()) return below(address);
    return /\.(ts|tsx)$/.test(entry.name) ? [address] : [];
  });
}
