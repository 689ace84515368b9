import type { EventEmitter } from "node:events";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, DriverAdapterError } from "@prisma/driver-adapter-utils";
import pg from "pg";

const OID_CHAR = 18;

/**
 * Prisma's adapter, mended in two places for the migration engine. It refuses the one-byte type "char" of PostgreSQL's
 * catalogues, which the engine asks for when it reads how a database is made; and it can't run a script. The pool may have one connection only, so that
 * what the wire says of a result's columns belongs to the result that comes next.
 */
export function migrationAdapter(pool: pg.Pool): PrismaPg {
  let singleChars: number[] = [];
  pool.on("connect", (client) => {
    wire(client).prependListener("rowDescription", ({ fields }: { fields: pg.FieldDef[] }) => {
      singleChars = fields.flatMap((field, index) => (field.dataTypeID === OID_CHAR ? [index] : []));
      for (const field of fields) if (field.dataTypeID === OID_CHAR) field.dataTypeID = pg.types.builtins.TEXT;
    });
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of singleChars) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    // The adapter's own cuts the script at each semicolon, those inside a function's body too.
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: unknown) => {
        throw explained(error);
      });
    };
    return adapter;
  };
  return factory;
}

/** The part of a connection that speaks PostgreSQL's protocol; its type declarations leave it out. */
function wire(client: pg.PoolClient): EventEmitter {
  return (client as unknown as { connection: EventEmitter }).connection;
}

/** Any other error reaches the engine's report as "External error id#0". */
function explained(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code = "", severity = "ERROR", message, detail, hint, column } = error;
  return new DriverAdapterError({ kind: "postgres", code, severity, message, detail, hint, column });
}
