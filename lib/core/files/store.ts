import { bucketStore } from "@/lib/core/files/bucket";
import { diskStore } from "@/lib/core/files/disk";
import { env } from "@/lib/core/env";
import type { Readable } from "node:stream";

export type StoredFile = { digest: string; size: number; at: Date };

/** Where the bytes of files are kept, each once, under the SHA-256 of what it is. */
export type FileStore = {
  /** Takes a file that lies whole on this disk, and which may go afterwards. The same once more is no harm. */
  put: (digest: string, file: string) => Promise<void>;
  open: (digest: string) => Promise<Readable | undefined>;
  has: (digest: string) => Promise<boolean>;
  remove: (digest: string) => Promise<void>;
  all: () => AsyncGenerator<StoredFile>;
};

/** The bucket that the operator named, else a folder of `DATA_DIR`. */
export function fileStore(): FileStore {
  const { FILES_BUCKET, DATA_DIR } = env();
  return FILES_BUCKET === undefined ? diskStore(DATA_DIR) : bucketStore(FILES_BUCKET);
}
