import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { migrationAdapter } from "@/lib/core/migration-adapter";
import { readSchema } from "@/lib/core/schema-files";

/** The glue code of the engine, into which its WebAssembly is put by hand: Node has no loader for `import "x.wasm"`. */
type Glue = { __wbg_set_wasm: (exports: unknown) => void; SchemaEngine: typeof SchemaEngine };

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Prisma's migration engine on a database. One use per process: its glue keeps the one instance in module state, a
 * second one corrupts the memory of the first. It also leaves a timer of ten seconds: end the process yourself.
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const glue = await loadGlue();
  // A pool of our own: the engine never closes the one it would make, and a left connection blocks CREATE DATABASE … TEMPLATE.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, allowExitOnIdle: true });
  pool.on("error", () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(pool));
    const datamodels = readSchema().map(({ path: name, content }): [string, string] => [name, content]);
    return await work(await glue.SchemaEngine.new({ datamodels }, () => undefined, adapter));
  } finally {
    await pool.end();
  }
}

async function loadGlue(): Promise<Glue> {
  // The engine tells this global what went wrong before it aborts.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => void process.stderr.write(`${message}\n`) },
  });
  const require = createRequire(path.join(process.cwd(), "package.json"));
  const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = (await import(file)) as Glue;
  const program = new WebAssembly.Module(fs.readFileSync(file.replace(/\.js$/, ".wasm")));
  const imports = { "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports };
  const { exports } = new WebAssembly.Instance(program, imports);
  glue.__wbg_set_wasm(exports);
  (exports["__wbindgen_start"] as () => void)();
  return glue;
}
