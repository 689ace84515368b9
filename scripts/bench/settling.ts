import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "@/lib/core/db";
import type { AddressInfo } from "node:net";
import type { BenchLine } from "./table.ts";

/** In the pages of a site as in the deliveries of a webhook every tenth person comes back. */
const person = (index: number, salt: string) => ({
  nombre: `Persona ${index}`,
  email: `p${index % 10 === 9 ? index - 9 : index}-${salt}@example.com`,
  mensaje: `Necesito cotizar el almacenaje de ${index} pallets y la distribución en AMBA.`,
  servicio: "Transporte nacional",
});

type How = { dataSize: string; quick: boolean };

/** Pulls of a site with many submissions, and how many deliveries become leads in a second, by the worker of the server. */
export async function measureSettling({ dataSize, quick }: How): Promise<BenchLine[]> {
  const submissions = quick ? 2_000 : 10_000;
  const site = await openSite(submissions);
  try {
    const { ids, source } = await makeSources(site.url);
    const first = await timed(() => source.pull(ids.pulled));
    const settledIn = await timed(() => untilSettled(ids.pulled));
    const second = await timed(() => source.pull(ids.pulled));
    const count = quick ? 2_000 : 12_000;
    await deliver(ids.pushed, count);
    const took = await timed(() => untilSettled(ids.pushed));
    const rate = Math.round(count / took);
    const line = (name: string, value: number, target: number, unit: string, note: string): BenchLine => ({
      name,
      value,
      target,
      holds: unit === "leads/s" ? value >= target : value <= target,
      unit,
      dataSize,
      note,
    });
    const asked = `${submissions.toLocaleString("en")} submissions, ${submissions / 100} pages`;
    return [
      line(
        `pull of ${submissions.toLocaleString("en")}`,
        seconds(first),
        60,
        "s",
        `${asked}; settled ${seconds(settledIn)} s later`,
      ),
      line("pull with nothing new", seconds(second), 2, "s", "only what is new is asked for"),
      line(
        "processed leads/s",
        rate,
        150,
        "leads/s",
        `the most it can: ${count.toLocaleString("en")} deliveries at once, every tenth of a known person; classified, compared, given to the default owner`,
      ),
    ];
  } finally {
    site.close();
  }
}

const seconds = (value: number) => Math.round(value * 100) / 100;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** As Gravity Forms answers. */
async function openSite(count: number): Promise<{ url: string; close: () => void }> {
  const entries = Array.from({ length: count }, (_, index) => {
    const { nombre, email, mensaje, servicio } = person(index, "site");
    const at = new Date(Date.now() - (count - index) * 600_000 - 5 * 86_400_000);
    const date_created = at.toISOString().slice(0, 19).replace("T", " ");
    return { id: String(index + 1), form_id: "3", date_created, "1": nombre, "2": email, "3": mensaje, "4": servicio };
  });
  const _labels = { "1": "Nombre", "2": "E-Mail", "3": "Mensaje", "4": "Servicio" };
  const server = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://site.test");
    const search = JSON.parse(searchParams.get("search") ?? "{}") as { start_date?: string };
    const found = entries.filter((entry) => entry.date_created >= (search.start_date ?? ""));
    const size = Number(searchParams.get("paging[page_size]"));
    const page = Number(searchParams.get("paging[current_page]"));
    const part = found.slice((page - 1) * size, page * size);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ total_count: found.length, entries: part, _labels }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function makeSources(url: string) {
  const { systemCtx } = await import("@/lib/core/ctx");
  const { createSource } = await import("@/lib/intake/sources/commands");
  const { createSourceInput } = await import("@/lib/intake/sources/schema");
  const { pullSource } = await import("@/lib/intake/pulling/running/commands");
  const { rows } = await pool().query<{ companyId: string; userId: string }>(
    `select uc."companyId"::text, uc."userId"::text from "UserCompany" uc join "User" u on u.id = uc."userId"
      where u."userName" = 'bench5'`,
  );
  const { companyId = "", userId = "" } = rows[0] ?? {};
  const common = { companyId, defaultOwnerId: userId };
  const site = { url, userName: "reader", password: "x" };
  const make = async (more: object) =>
    (await createSource(systemCtx("bench"), createSourceInput.parse({ ...common, ...more }))).id;
  const pulled = await make({
    name: "Pulled",
    kind: "pull",
    pullKind: "gravity",
    formId: "3",
    site,
    pullMinutes: 1440,
  });
  // Pulled by hand here, so that what is timed is the pull alone.
  await pool().query(`update "Source" set "nextPullAt" = null where id = $1::uuid`, [pulled]);
  return { ids: { pulled, pushed: await make({ name: "Pushed" }) }, source: { pull: pullSource } };
}

/** Deliveries as the door keeps them, all at once. */
export async function deliver(sourceId: string, count: number, salt = "push"): Promise<void> {
  const bodies = Array.from({ length: count }, (_, index) => JSON.stringify(person(index, salt)));
  await pool().query(
    `insert into "Delivery" (id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize")
     select gen_random_uuid(), $1::uuid, 'push', now(), 'POST', '/api/intake/bench', '{"content-type": "application/json"}',
            convert_to(body, 'UTF8'), length(body) from unnest($2::text[]) body`,
    [sourceId, bodies],
  );
  await pool().query("notify deliveries");
}

export async function untilSettled(sourceId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      `select 1 from "Delivery" where "sourceId" = $1::uuid and state = 'received' limit 1`,
      [sourceId],
    );
    if (rowCount === 0) return;
    await sleep(50);
  }
}
