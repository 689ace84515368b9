import fs from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { FileStore } from "@/lib/core/files/store";

const DIGEST = /^[\da-f]{64}$/;

/** Files in a folder, by the first letters of their digest, so that no folder grows without end. */
export function diskStore(dataDir: string): FileStore {
  const folder = path.resolve(dataDir, "files");
  const fileOf = (digest: string) => {
    // The digest comes from our own rows; a path is made of nothing else all the same.
    if (!DIGEST.test(digest)) throw new Error("not a digest");
    return path.join(folder, digest.slice(0, 2), digest);
  };
  return {
    put: async (digest, file) => {
      const target = fileOf(digest);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      // Over the one that is there: it is the same, and as fresh as its last arrival.
      await rename(file, target);
      await keepName(path.dirname(target));
    },
    open: async (digest) => {
      const file = fs.createReadStream(fileOf(digest));
      return new Promise((done, failed) => {
        file.once("open", () => {
          done(file);
        });
        file.once("error", (error: NodeJS.ErrnoException) => {
          if (error.code === "ENOENT") done(undefined);
          else failed(error);
        });
      });
    },
    has: async (digest) =>
      access(fileOf(digest)).then(
        () => true,
        () => false,
      ),
    remove: (digest) => rm(fileOf(digest), { force: true }),
    all: () => filesIn(folder),
  };
}

/** After a power cut the file is there under its name, as the row that names it is. Not every system can. */
async function keepName(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function* filesIn(folder: string) {
  const parts = await readdir(folder).catch(() => []);
  for (const part of parts.filter((name) => name.length === 2).sort()) {
    for (const digest of await readdir(path.join(folder, part)).catch(() => [])) {
      const known = await stat(path.join(folder, part, digest)).catch(() => undefined);
      if (known && DIGEST.test(digest)) yield { digest, size: known.size, at: known.mtime };
    }
  }
}
