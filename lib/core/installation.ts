import fs from "node:fs";
import path from "node:path";
import type { Cluster } from "@/lib/core/cluster/cluster";
import { keepCluster } from "@/lib/core/cluster/keeper";
import type { Settings } from "@/lib/core/env";
import { readSettings } from "@/lib/core/env";
import { writableFolderProblem } from "@/lib/core/preflight";
import { loadSecrets } from "@/lib/core/secrets";

/** Everything a program needs before it can work with this installation's data. */
export type Installation = {
  settings: Settings;
  databaseUrl: string;
  /** What the product reads through `env()`, to be handed to a child or put into `process.env`. */
  variables: Record<string, string>;
  /** The built-in PostgreSQL; undefined when DATABASE_URL names another. */
  cluster: Cluster | undefined;
  /** We started the cluster or took it over, and will stop it. */
  keeps: boolean;
  close: () => Promise<void>;
};

type OpenOptions = {
  log: (line: string) => void;
  /** The built-in database went away and could not be brought back at its address. */
  onDatabaseLost?: (message: string) => void;
};

/** The settings, including those of a file `.env` in the project's folder; what is set outside wins over the file. */
function loadSettings(): Settings {
  if (fs.existsSync(".env")) process.loadEnvFile(".env");
  return readSettings();
}

/**
 * Reads the settings, makes or reads the secrets and sees to it that the database runs. Several programs may do so at
 * once: one keeps the built-in PostgreSQL, the others use it.
 */
export async function openInstallation({ log, onDatabaseLost }: OpenOptions): Promise<Installation> {
  const settings = loadSettings();
  const home = path.resolve(settings.DATA_DIR);
  const problem = writableFolderProblem(home);
  if (problem) throw new Error(problem);
  const secrets = loadSecrets(home);
  const database = await openDatabase(settings, home, { log, onDatabaseLost: onDatabaseLost ?? (() => undefined) });
  return {
    settings,
    ...database,
    variables: {
      DATABASE_URL: database.databaseUrl,
      // An operator who runs several servers on one database gives all of them the same two.
      DATA_KEY: process.env["DATA_KEY"] ?? secrets.dataKey,
      NEXTAUTH_SECRET: process.env["NEXTAUTH_SECRET"] ?? secrets.authSecret,
      AUTH_TRUST_HOST: "true",
    },
  };
}

async function openDatabase(settings: Settings, home: string, options: Required<OpenOptions>) {
  if (settings.DATABASE_URL) {
    return { databaseUrl: settings.DATABASE_URL, cluster: undefined, keeps: false, close: () => Promise.resolve() };
  }
  const kept = await keepCluster(home, options);
  return { databaseUrl: kept.cluster.url, ...kept };
}
