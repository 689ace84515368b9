import { performance } from "node:perf_hooks";
import type pg from "pg";
import type { Ctx } from "@/lib/core/ctx";
import type { BenchLine } from "./table.ts";

const BATCH = 500;

type Row = Record<string, unknown> & { id: string };

/**
 * A file brought in by the worker of the production build, against the same finished rows written in batches by bare SQL
 * into the same tables with the same indexes.
 */
export async function measureImport(pool: pg.Pool, ctx: Ctx, rows: number, dataSize: string): Promise<BenchLine> {
  const { uploadImport, checkImport, startImport } = await import("@/lib/intake/importing/commands");
  const { getImport } = await import("@/lib/intake/importing/queries");
  const begin = performance.now();
  const { id: importId } = await uploadImport(ctx, { fileName: "bench.csv", body: file(rows) });
  await settled(pool, importId, "read");
  const { settings } = await getImport(ctx, { importId });
  await checkImport(ctx, { importId, settings });
  await settled(pool, importId, "check");
  const checked = performance.now();
  await startImport(ctx, { importId });
  await settled(pool, importId, "run");
  const ended = performance.now();
  const seconds = (ended - checked) / 1000;
  const bare = await writeBare(pool, importId);
  const ratio = Math.round((bare / seconds) * 100) / 100;
  const pace = (took: number) => Math.round(rows / took).toLocaleString("en");
  return {
    name: "import, share of bare batched SQL",
    value: ratio,
    target: 0.4,
    holds: ratio >= 0.4,
    unit: "×",
    dataSize,
    note: `${rows.toLocaleString("en")} rows: ${pace(seconds)}/s against ${pace(bare)}/s; reading and dry run ${((checked - begin) / 1000).toFixed(1)} s more`,
  };
}

async function* file(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from("Nombre;Razón social;Mail;Teléfono;Mensaje;Servicio;Fecha;Rubro\n");
  for (let from = 0; from < rows; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, index) => line(from + index));
    yield await Promise.resolve(Buffer.from(lines.join("")));
  }
}

function line(n: number): string {
  const digits = String(40_000_000 + n);
  const message = `Necesitamos cotizar el envío de ${n % 900} pedidos por mes desde el depósito ${n % 77}, con seguimiento y retiros diarios.`;
  const day = `${String(1 + (n % 28)).padStart(2, "0")}/${String(1 + (n % 12)).padStart(2, "0")}/2025 10:30`;
  return `Persona ${n} Gómez;Distribuidora ${n % 5000} SRL;persona${n}@empresa${n % 3000}.example;11 ${digits.slice(0, 4)}-${digits.slice(4)};${message};Transporte nacional;${day};Alimentos\n`;
}

async function settled(pool: pg.Pool, importId: string, stage: string): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ state: string; reason: string }>(
      `select state, reason from "Import" where id = $1 and stage = $2`,
      [importId, stage],
    );
    if (rows[0]?.state === "done") return;
    if (rows[0]?.state === "failed") throw new Error(`the import failed in ${stage}: ${rows[0].reason}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The rows that the import wrote, written again under other ids; what is timed is their writing alone. */
async function writeBare(pool: pg.Pool, importId: string): Promise<number> {
  const copyId = crypto.randomUUID();
  await pool.query(
    `insert into "Import" select (jsonb_populate_record(null::"Import", to_jsonb(i) || jsonb_build_object('id', $2::text))).* from "Import" i where id = $1`,
    [importId, copyId],
  );
  let took = 0;
  for (let after = 0; ;) {
    const ledger = await pool.query<{ row: Row & { line: number; leadId: string } }>(
      `select to_jsonb(r) as row from "ImportRow" r where "importId" = $1 and line > $2 order by line limit ${BATCH}`,
      [importId, after],
    );
    const last = ledger.rows.at(-1);
    if (!last) return took;
    after = last.row.line;
    const ids = new Map(ledger.rows.map(({ row }) => [row.leadId, crypto.randomUUID()]));
    const statements = await copies(
      pool,
      ids,
      ledger.rows.map(({ row }) => ({ ...row, importId: copyId })),
    );
    const client = await pool.connect();
    const begin = performance.now();
    await client.query("begin");
    for (const { table, json } of statements) {
      const columns = table === "Event" ? EVENT_COLUMNS : "*";
      const into = table === "Event" ? `"Event" (${EVENT_COLUMNS})` : `"${table}"`;
      await client.query(
        `insert into ${into} select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
        [json],
      );
    }
    await client.query("commit");
    took += (performance.now() - begin) / 1000;
    client.release();
  }
}

const EVENT_COLUMNS = `name, "actorType", "actorId", "actorLabel", "subjectType", "subjectId", "subjectLabel", changes, payload,
  "companyIds", "ownerIds", history, "occurredAt", "recordedAt", "requestId"`;

async function copies(pool: pg.Pool, ids: Map<string, string>, ledger: object[]) {
  const read = async (sql: string) =>
    (await pool.query<{ row: Row }>(sql, [[...ids.keys()]])).rows.map(({ row }) => row);
  const renamed = (rows: Row[], column: string, more: () => object = () => ({})) =>
    JSON.stringify(rows.map((row) => ({ ...row, [column]: ids.get(String(row[column])), ...more() })));
  const fresh = () => ({ id: crypto.randomUUID() });
  const leads = await read(
    `select to_jsonb(l) || jsonb_build_object('number', nextval('"Lead_number_seq"')) as row from "Lead" l where id = any($1::uuid[])`,
  );
  const of = (table: string) => read(`select to_jsonb(t) as row from "${table}" t where "leadId" = any($1::uuid[])`);
  const events = await read(
    `select to_jsonb(e) - 'xid' as row from "Event" e where "subjectType" = 'lead' and "subjectId" = any($1::uuid[])`,
  );
  return [
    { table: "Lead", json: renamed(leads, "id") },
    { table: "Touchpoint", json: renamed(await of("Touchpoint"), "leadId", fresh) },
    { table: "LeadSpan", json: renamed(await of("LeadSpan"), "leadId", fresh) },
    { table: "Event", json: renamed(events, "subjectId") },
    { table: "ImportRow", json: JSON.stringify(ledger) },
  ];
}
