import { createHmac } from "node:crypto";
import http from "node:http";
import { once } from "node:events";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createWebhook } from "@/lib/webhooks/commands";
import { webhookQueuer } from "@/lib/webhooks/handlers";
import { createWebhookInput } from "@/lib/webhooks/schema";
import { ctxOf } from "@/tests/support/house";
import { readAll } from "@/tests/support/log";
import type { Consumer } from "@/lib/core/consumers";
import type { AddressInfo } from "node:net";
import type { z } from "zod";
import type { UserActor } from "@/lib/core/ctx";

type Options = Partial<z.input<typeof createWebhookInput>> & { maker?: UserActor };

/** A webhook as an admin makes it: all of leads, of every company or of those that are named; nothing answers there. */
export async function makeWebhook({ maker, ...more }: Options = {}) {
  const input = createWebhookInput.parse({
    ...{ url: "http://127.0.0.2:9/hooks", events: ["lead.*"], allowsPrivate: true },
    everyCompany: more.companyIds === undefined,
    ...more,
  });
  return createWebhook(maker ? ctxOf(maker) : systemCtx("test"), input);
}

/** One that was given up. */
export async function failedDelivery(webhookId: string, more: object = {}): Promise<string> {
  const row = {
    id: newId(),
    webhookId,
    type: "webhook.test",
    state: "failed",
    problem: "status",
    status: 500,
    tries: 12,
  };
  return (await database().webhookDelivery.create({ data: { ...row, createdAt: new Date(), ...more } })).id;
}

export const queueAll = (reader: Consumer = webhookQueuer): Promise<void> => readAll(reader);

export const deliveriesOf = (webhookId: string) =>
  database().webhookDelivery.findMany({ where: { webhookId }, orderBy: { eventSeq: "asc" } });

/** The first that was written down. */
export async function firstOf(webhookId: string) {
  const [row] = await deliveriesOf(webhookId);
  if (!row) throw new Error("nothing was written down");
  return row;
}

/** As if the clock said so. */
export const at = (moment: Date | null) => () => new Date((moment?.getTime() ?? 0) + 1);

export type Received = { path: string; headers: http.IncomingHttpHeaders; body: string };
type Answer = { status?: number; headers?: Record<string, string>; body?: string; after?: Promise<unknown> };

/** A program that takes webhooks, and answers as it is told to. */
export async function startReceiver(answering: (received: Received, count: number) => Answer = () => ({})) {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString() };
      const { status = 200, headers = {}, body = "", after = Promise.resolve() } = answering(one, received.push(one));
      void after.then(() => response.writeHead(status, headers).end(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    received,
    /** The message of that number, or a complaint. */
    message: (index: number): Received => {
      const one = received[index];
      if (!one) throw new Error(`no message ${index}`);
      return one;
    },
    /** Which message each was. */
    ids: () => received.map(({ headers }) => String(headers["webhook-id"])),
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Written after the specification and not after our own signing: whether one of the signatures is of this secret. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const [, key = ""] = secret.split("whsec_");
  const signed = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  const expected = createHmac("sha256", Buffer.from(key, "base64")).update(signed, "utf8").digest("base64");
  return String(headers["webhook-signature"]).split(" ").includes(`v1,${expected}`);
}

/** Answers as the list says, and then takes everything. */
export const inTurn =
  (...answers: Answer[]) =>
  (_: Received, count: number): Answer =>
    answers[count - 1] ?? {};
