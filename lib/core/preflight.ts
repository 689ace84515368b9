import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";

// Each check answers one line for the operator, with the remedy, or undefined when there is nothing to say.

const MEGABYTE = 1024 * 1024;
const LOW_SPACE_MB = 500;
const FULL_MB = 50;
const OLDEST_POSTGRES = 15;

export function writableFolderProblem(folder: string): string | undefined {
  const file = fileIn(path.resolve(folder));
  if (file !== undefined) return `${file} is a file, no folder. Set DATA_DIR to a folder.`;
  try {
    makeFolder(path.resolve(folder));
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    return undefined;
  } catch (error) {
    return folderMessage(folder, (error as NodeJS.ErrnoException).code, os.userInfo().username);
  }
}

/** What stands where a folder, or one on the way to it, would have to be. */
function fileIn(folder: string): string | undefined {
  if (isFile(folder)) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : fileIn(parent);
}

function isFile(place: string): boolean {
  try {
    return !fs.statSync(place).isDirectory();
  } catch {
    // Nothing there, or it can't be looked at: what follows says so.
    return false;
  }
}

/** Step by step: Node's own `recursive` never ends where the system says "no such folder" to making one (under /proc). */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder);
}

export function folderMessage(folder: string, code: string | undefined, user: string): string {
  if (code === "ENOSPC") return `The disk of ${folder} is full. Free some space and start again.`;
  if (code === "EROFS") return `${folder} is on a read-only disk. Set DATA_DIR to a folder that can be written.`;
  return `The user '${user}' may not write in ${folder}. Give it to them (chown -R ${user} ${folder}) or set DATA_DIR to another folder.`;
}

export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return Math.floor((bavail * bsize) / MEGABYTE);
}

export function spaceProblem(folder: string, freeMb: number): { fatal: boolean; message: string } | undefined {
  if (freeMb >= LOW_SPACE_MB) return undefined;
  const fatal = freeMb < FULL_MB;
  const remedy = fatal ? "Free some space and start again." : "Free some space soon: a full disk stops the database.";
  return { fatal, message: `Only ${freeMb} MB are free on the disk of ${folder}. ${remedy}` };
}

/** Tries to listen there; nothing else tells whether we may. */
export function portProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(portMessage(host, port, error.code));
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

export function portMessage(host: string, port: number, code: string | undefined): string {
  if (code === "EADDRINUSE") {
    return `Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === "EACCES") return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST=${host} is no address of this machine. Use 0.0.0.0 for all of them, or 127.0.0.1 for this machine only.`;
  }
  return `Can't listen on ${host}:${port} (${code ?? "unknown reason"}). Set HOST and PORT to an address of this machine.`;
}

/** Of a database that isn't ours to start: can we reach it, is it new enough, may we make tables? */
export async function databaseProblem(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; creates: boolean }>(
      "select current_setting('server_version_num')::int / 10000 as version, has_schema_privilege('public', 'create') as creates",
    );
    return rows[0] && serverMessage(rows[0].version, rows[0].creates, new URL(url));
  } catch (error) {
    return connectionMessage(new URL(url), error as NodeJS.ErrnoException);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function serverMessage(version: number, mayCreate: boolean, url: URL): string | undefined {
  if (version < OLDEST_POSTGRES) {
    return `DATABASE_URL names a PostgreSQL ${version}; version ${OLDEST_POSTGRES} or newer is needed.`;
  }
  if (!mayCreate) {
    return `The database user '${url.username}' may not make tables. As its owner: grant create on schema public to ${url.username};`;
  }
  return undefined;
}

export function connectionMessage(url: URL, error: { code?: string | undefined; message: string }): string {
  const server = serverOf(url);
  switch (codeOf(error)) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENOENT":
    case "ETIMEDOUT":
      return `No PostgreSQL answers at ${server} (${codeOf(error)}). Check DATABASE_URL, that the server runs and that no firewall is between.`;
    case "28P01":
    case "28000":
      return `The PostgreSQL at ${server} refuses the user '${url.username}'. Check the name and password in DATABASE_URL.`;
    case "3D000":
      return `The database '${url.pathname.slice(1)}' does not exist at ${server}. Make it: create database ${url.pathname.slice(1)};`;
    default:
      return `The PostgreSQL at ${server} can't be used: ${error.message}. Check DATABASE_URL.`;
  }
}

/** The driver gives its own patience's end no code. */
function codeOf({ code, message }: { code?: string | undefined; message: string }): string {
  return code ?? (/timeout/i.test(message) ? "ETIMEDOUT" : "");
}

/** Where it was looked for: a host, or the folder of a socket. */
function serverOf(url: URL): string {
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  return host.startsWith("/") ? host : `${host || "localhost"}:${url.port || "5432"}`;
}
