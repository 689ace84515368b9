import http from "node:http";
import net from "node:net";
import { Readable } from "node:stream";
import fs from "node:fs";
import path from "node:path";
import * as door from "@/app/api/intake/[sourceId]/[[...token]]/route";
import { notePeerAddresses } from "@/lib/core/peer-address";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { processReceived } from "@/lib/intake/processing/commands";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany } from "@/tests/support/house";
import type { AddressInfo } from "node:net";
import type { CreateSourceInput } from "@/lib/intake/sources/schema";

export type TestSource = { id: string; path: string; token: string; companyId: string };

/** A source made as an admin makes it. */
export async function makeSource(more: Partial<CreateSourceInput> = {}): Promise<TestSource> {
  const companyId = more.companyId ?? (await makeCompany()).id;
  const others = await database().source.count({ where: { companyId, name: { startsWith: "Test form" } } });
  const name = others === 0 ? "Test form" : `Test form ${others + 1}`;
  const input = createSourceInput.parse({ name, companyId, ...more });
  const { id, path: address } = await createSource(systemCtx("test"), input);
  return { id, path: address, token: address.split("/").at(-1) ?? "", companyId };
}

type Handler = (request: Request, route: Parameters<typeof door.POST>[1]) => Response | Promise<Response>;
const { GET, HEAD, PATCH, POST, PUT } = door;
const METHODS: Record<string, Handler> = { GET, HEAD, PATCH, POST, PUT };

export type DoorServer = { port: number; close: () => Promise<void> };

/** The door's own route behind Node's HTTP server, on loopback. */
export async function openDoor(): Promise<DoorServer> {
  const stopNoting = notePeerAddresses();
  const server = http.createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () =>
    new Promise<void>((done) => {
      stopNoting();
      server.closeAllConnections();
      server.close(() => {
        done();
      });
    });
  return { port: (server.address() as AddressInfo).port, close };
}

async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
  const method = incoming.method ?? "GET";
  const url = new URL(incoming.url ?? "/", "http://door.test");
  const [sourceId = "", ...token] = url.pathname
    .replace(/^\/api\/intake\//, "")
    .split("/")
    .filter(Boolean);
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(url, {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
  });
  const params = Promise.resolve({ sourceId, ...(token.length > 0 && { token }) });
  const response = (await METHODS[method]?.(request, { params })) ?? new Response(null, { status: 405 });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

export type Reply = { status: number; head: string; body: string };

/** Sends bytes as they are and reads the whole answer. */
export function sendBytes(port: number, bytes: Uint8Array): Promise<Reply> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (part) => {
      parts.push(part);
      const text = Buffer.concat(parts).toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? Infinity);
      if (end !== -1 && text.length >= end + 4 + length) socket.end();
    });
    socket.on("error", failed);
    socket.on("close", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const end = text.indexOf("\r\n\r\n");
      const body = text.slice(end + 4);
      const chunk = /^[\da-f]+\r\n([^\r]*)\r\n/i.exec(body)?.[1];
      done({ status: Number(text.split(" ")[1]), head: text.slice(0, end), body: chunk ?? body });
    });
  });
}

/** A request of our own, in bytes. */
export function requestBytes(
  address: string,
  body: string | Uint8Array,
  more: { method?: string; headers?: Record<string, string> } = {},
): Buffer {
  const bytes = Buffer.from(body);
  const headers = {
    Host: "door.test",
    "Content-Length": String(bytes.byteLength),
    Connection: "close",
    ...more.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${more.method ?? "POST"} ${address} HTTP/1.1\r\n${lines.join("")}\r\n`), bytes]);
}

const FIXTURES = path.resolve("tests/fixtures/wordpress");

/** Requests as real plugins sent them, by name. */
export function capturedRequests(folder: "captured" | "cases"): { name: string; bytes: Buffer }[] {
  return fs
    .readdirSync(path.join(FIXTURES, folder))
    .filter((name) => name.endsWith(".http"))
    .map((name) => ({ name, bytes: fs.readFileSync(path.join(FIXTURES, folder, name)) }))
    .filter(({ bytes }) => !bytes.toString("latin1").startsWith("HTTP/1.1"));
}

/** The same bytes with another address in the first line; a query stays. */
export function readdressed(bytes: Buffer, address: string): Buffer {
  const end = bytes.indexOf(10);
  const [method = "", target = ""] = bytes.toString("latin1", 0, end).split(" ");
  const query = target.includes("?") ? target.slice(target.indexOf("?")) : "";
  return Buffer.concat([Buffer.from(`${method} ${address}${query} HTTP/1.1\r\n`), bytes.subarray(end + 1)]);
}

/** Settles everything that has arrived. */
export async function settleAll(): Promise<void> {
  while (await processReceived());
}

/** The delivery an answer names, as it is now. */
export async function deliveryOf(reply: Reply) {
  const { delivery } = JSON.parse(reply.body) as { delivery: string };
  return database().delivery.findUniqueOrThrow({ where: { id: delivery } });
}
