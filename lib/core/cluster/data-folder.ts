import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Account } from "@/lib/core/cluster/account";
import type { Place } from "@/lib/core/cluster/place";

/** Makes the data folder with initdb, once; half-made ones are thrown away. */
export function createDataFolder(place: Place, account: Account, password: string): void {
  if (fs.existsSync(path.join(place.data, "PG_VERSION"))) return;
  fs.rmSync(place.data, { recursive: true, force: true });
  const draft = `${place.data}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${place.data}.password`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  give(account, draft);
  give(account, passwordFile);
  try {
    runInitdb(place, draft, passwordFile, account);
    fs.renameSync(draft, place.data);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function runInitdb(place: Place, folder: string, passwordFile: string, account: Account): void {
  const flags = [
    "--username=app",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    // The built-in locale sorts the same on every machine and survives an upgrade of the C library.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
  ];
  const result = spawnSync(path.join(place.programs, "initdb"), ["-D", folder, ...flags], {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  if (result.status === 0) return;
  const said = result.error ? result.error.message : result.stderr.trim();
  if (/no space left/i.test(said))
    throw new Error(`The disk of ${place.data} is full. Free some space and start again.`);
  throw new Error(`The database could not be made in ${place.data}: ${said}`);
}

function give(account: Account, target: string): void {
  if (account.uid !== undefined) fs.chownSync(target, account.uid, account.gid ?? account.uid);
}
