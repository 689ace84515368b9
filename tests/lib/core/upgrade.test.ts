import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { newId } from "@/lib/core/id";
import { MIGRATIONS, migrationNames } from "@/lib/core/migration-names";

jest.setTimeout(120_000);

const scratch = `${process.env["TEST_DATABASE_PREFIX"] ?? ""}upgrade`;
const serverUrl = process.env["TEST_SERVER_URL"] ?? "";

async function query(databaseUrl: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

const sqlOf = (name: string) => fs.readFileSync(path.join(MIGRATIONS, name, "migration.sql"), "utf8");

/** A database as it was before this migration, filled, and then brought up to date. Answers what to ask it. */
async function upgraded(migration: string, filled: string): Promise<(sql: string) => Promise<unknown[]>> {
  const names = migrationNames();
  const at = names.findIndex((name) => name.endsWith(migration));
  expect(at).toBeGreaterThan(0);
  await query(serverUrl, `create database ${scratch}`);
  const url = new URL(serverUrl);
  url.pathname = scratch;
  await query(url.href, ...names.slice(0, at).map(sqlOf), filled, ...names.slice(at).map(sqlOf));
  return (sql) => query(url.href, sql);
}

afterEach(() => query(serverUrl, `drop database if exists ${scratch} with (force)`));

test("what was said to be no spam before rulings were kept can be taken back; what nobody said has none", async () => {
  const [company, leadType, source, said, unsaid, reasonless] = Array.from({ length: 6 }, newId);
  const delivery = (id: string | undefined, state: string, ruling: string, understood: object) =>
    `insert into "Delivery" (id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize", state, ruling, understood)
     values ('${id}', '${source}', 'push', '2026-11-01T12:00Z', 'POST', '/', '[]', '', 0, '${state}', '${ruling}', '${JSON.stringify(understood)}');`;
  const spam = { spam: [{ check: "honeypot", detail: "hp", points: 100 }] };
  const ask = await upgraded(
    "_spam_rulings",
    `insert into "Company" (id, key, name) values ('${company}', 'old', 'Old');
     insert into "LeadType" (id, key, "labelEn", "labelEs") values ('${leadType}', 'old', 'Old', 'Viejo');
     insert into "Source" (id, name, kind, "companyId", "leadTypeId", "timeZone", "defaultCountry", "tokenSealed", "tokenHash", "updatedAt")
     values ('${source}', 'Form', 'webhook', '${company}', '${leadType}', 'UTC', 'AR', '', '', now());
     ${delivery(said, "processed", "genuine", spam)}
     ${delivery(unsaid, "spam", "", spam)}
     ${delivery(reasonless, "processed", "genuine", {})}
     insert into "SpamEntry" (id, list, kind, value, shown, "addedAt", "addedBy", "deliveryId")
     values ('${newId()}', 'genuine', 'email', 'ana@old.test', 'Ana@old.test', '2026-11-02T12:00Z', 'Marta', '${said}');`,
  );
  expect(
    await ask(`select "deliveryId"::text, ruling, "saidBy", "saidAt", before->>'state' as state,
                      before->>'reason' as reason, before->'spam' as spam from "SpamRuling"`),
  ).toStrictEqual([
    {
      deliveryId: said,
      ruling: "genuine",
      saidBy: "Marta",
      saidAt: new Date("2026-11-02T12:00Z"),
      state: "spam",
      reason: "spam_honeypot",
      spam: spam.spam,
    },
  ]);
  expect(
    await ask(
      `select e.value, l.value as learnt, l.list from "SpamEntry" e left join "SpamLesson" l on l."rulingId" = e."rulingId"`,
    ),
  ).toStrictEqual([{ value: "ana@old.test", learnt: "ana@old.test", list: "genuine" }]);
});
