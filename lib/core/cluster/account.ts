import { spawnSync } from "node:child_process";

/** The operating system's account that PostgreSQL runs under; nothing set: our own. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root, so root lends it the account `postgres` (made here if the machine has none). */
export function serverAccount(name = "postgres"): Account {
  if (process.getuid?.() !== 0) return {};
  return findAccount(name) ?? createAccount(name);
}

function createAccount(name: string): Account {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "--user-group", name]);
  const account = findAccount(name);
  if (account) return account;
  throw new Error(
    `PostgreSQL does not run as root, and no user '${name}' could be made. Start as another user, or make it: useradd --system ${name}`,
  );
}

function findAccount(name: string): Account | undefined {
  const uid = numericId("-u", name);
  const gid = numericId("-g", name);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function numericId(flag: string, name: string): number | undefined {
  const answer = spawnSync("id", [flag, name], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

/** The first folder on the way to `target` that the account may not enter. */
export function closedFolder(account: Account, target: string): string | undefined {
  if (account.uid === undefined) return undefined;
  const climb =
    'here="$1"; closed=""; while [ "$here" != / ]; do [ -e "$here" ] && [ ! -x "$here" ] && closed="$here"; here=$(dirname "$here"); done; printf %s "$closed"';
  // The question is asked as that user: only the kernel knows groups, ACLs and mount options.
  const answer = spawnSync("/bin/sh", ["-c", climb, "sh", target], { ...account, cwd: "/", encoding: "utf8" });
  return answer.stdout || undefined;
}
