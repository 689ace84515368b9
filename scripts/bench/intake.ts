import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { pool } from "@/lib/core/db";

type Measured = { name: string; value: number; unit: string; note: string };

type Options = { origin: string; sourcePath: string; seconds: number; connections?: number };

const lead = (index: number) => ({
  nombre: `Bench ${index}`,
  email: `bench-${index}-${Date.now()}@example.com`,
  telefono: `11 4${String(index % 10_000_000).padStart(7, "0")}`,
  empresa: "Logística del Plata S.A.",
  mensaje: "Necesito cotizar el almacenaje de 120 pallets y la distribución en AMBA.",
  utm_source: "google",
});

/** Deliveries accepted durably a second, beside what an empty handler of the same server answers. */
export async function measureAccepting({
  origin,
  sourcePath,
  seconds,
  connections = 32,
}: Options): Promise<{ ratio: Measured; accepted: Measured }> {
  const common = { method: "POST", connections, duration: seconds } as const;
  const headers = { "content-type": "application/json" };
  let sent = 0;
  const body = () => JSON.stringify(lead(++sent));
  // The same posts to both, or whoever sends would be the quicker for one of them.
  const requests = [{ setupRequest: (request: object) => ({ ...request, body: body() }) }];
  const empty = await autocannon({ ...common, url: `${origin}/api/health/ping`, headers, requests });
  const door = await autocannon({ ...common, url: origin + sourcePath, headers, requests });
  const failed = door.non2xx + door.errors;
  const note = `${connections} connections, p97.5 ${door.latency.p97_5} ms, ${failed} failed; the empty handler ${Math.round(empty.requests.average)}/s`;
  const share = Math.round((door.requests.average / empty.requests.average) * 100) / 100;
  return {
    ratio: { name: "webhook accepted durably, share of an empty handler", value: share, unit: "×", note },
    accepted: { name: "webhook accepted durably", value: Math.round(door.requests.average), unit: "requests/s", note },
  };
}

type Pace = { origin: string; sourcePath: string; sourceId: string; perSecond: number; seconds: number };

/** From sending a delivery to its lead being there for everyone, at a steady pace. */
export async function measureUntilLead({
  origin,
  sourcePath,
  sourceId,
  perSecond,
  seconds,
}: Pace): Promise<{ wait: Measured; lag: Measured }> {
  const began = Date.now();
  const sending: Promise<{ id: string; at: number }>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    await sleep(Math.max(0, began + (index * 1000) / perSecond - Date.now()));
    sending.push(sendOne(origin + sourcePath, index));
  }
  const sent = new Map((await Promise.all(sending)).map(({ id, at }) => [id, at]));
  const end = Date.now();
  await untilSettled(sourceId);
  const lag = Date.now() - end;
  // Both clocks are this machine's; `processedAt` is taken just before the commit that shows the lead.
  const { rows } = await pool().query<{ id: string; processedAt: Date }>(
    `select id::text, "processedAt" from "Delivery" where id = any($1::uuid[]) and "leadId" is not null`,
    [[...sent.keys()]],
  );
  const waits = rows.map(({ id, processedAt }) => processedAt.getTime() - (sent.get(id) ?? 0)).sort((a, b) => a - b);
  const at = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0;
  const note = `${waits.length} of ${sent.size} became leads, p50 ${at(0.5)} ms, most ${at(1)} ms, ${perSecond}/s for ${seconds} s`;
  return {
    wait: { name: `delivery to visible lead at ${perSecond}/s`, value: at(0.95), unit: "ms p95", note },
    lag: { name: `lag at the end of ${perSecond}/s`, value: lag, unit: "ms", note: "until nothing waited any more" },
  };
}

async function sendOne(url: string, index: number): Promise<{ id: string; at: number }> {
  const at = Date.now();
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(lead(index)) });
  const { delivery } = (await response.json()) as { delivery: string };
  return { id: delivery, at };
}

async function untilSettled(sourceId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      `select 1 from "Delivery" where "sourceId" = $1::uuid and state = 'received' limit 1`,
      [sourceId],
    );
    if (rowCount === 0) return;
    await sleep(20);
  }
}
