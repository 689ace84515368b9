import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import { sameName } from "@/lib/users/directory/naming/schema";
import { HELD } from "./directory-people";
import type { AddressInfo } from "node:net";
import type { Held } from "./directory-people";

const FIXTURES = path.join("tests", "fixtures", "directory");
export const certificate = (name: string) => fs.readFileSync(path.join(FIXTURES, `${name}.pem`), "utf8");

export type DirectoryDoor = {
  port: number;
  /** What it holds: tests change it as an administrator would. */
  held: Held[];
  /** Every bind it was asked for: the name, and whether the connection was encrypted. Nobody's password. */
  binds: { dn: string; encrypted: boolean; empty: boolean }[];
  /** What it holds at a name, to be changed. */
  valuesOf: (dn: string) => Record<string, string[]>;
  /** How it answers: as it should, never, with something else, with another server's name, or by hanging up. */
  mood: "well" | "silent" | "rubbish" | "referral" | "closing";
  close: () => Promise<void>;
};

type Tlv = { tag: number; body: Buffer; end: number };

function read(bytes: Buffer, at = 0): Tlv | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const wide = first >= 0x80 ? first - 0x80 : 0;
  if (wide > 4) throw new Error("no BER");
  if (bytes.length < at + 2 + wide) return undefined;
  const length = wide === 0 ? first : bytes.readUIntBE(at + 2, wide);
  const start = at + 2 + wide;
  if (bytes.length < start + length) return undefined;
  return { tag, body: bytes.subarray(start, start + length), end: start + length };
}

function all(bytes: Buffer): Tlv[] {
  const found: Tlv[] = [];
  for (let one = read(bytes); one; one = read(bytes, one.end)) found.push(one);
  return found;
}

function tlv(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const wide = Buffer.alloc(4);
  wide.writeUInt32BE(body.length);
  const size = body.length < 0x80 ? Buffer.from([body.length]) : Buffer.concat([Buffer.from([0x84]), wide]);
  return Buffer.concat([Buffer.from([tag]), size, body]);
}

const int = (value: number) =>
  tlv(0x02, Buffer.from([value >> 24, value >> 16, value >> 8, value].map((b) => b & 0xff)));
const result = (tag: number, code: number, ...more: Buffer[]) =>
  tlv(tag, tlv(0x0a, Buffer.from([code])), tlv(0x04, ""), tlv(0x04, ""), ...more);

const [BIND, SEARCH, EXTENDED, UNBIND] = [0x60, 0x63, 0x77, 0x42];
const START_TLS = "1.3.6.1.4.1.1466.20037";
const IN_CHAIN = "1.2.840.113556.1.4.1941";

const lower = (text: string) => text.toLowerCase();
const valuesOf = (entry: Held, name: string): string[] =>
  Object.entries(entry.values).find(([key]) => lower(key) === lower(name))?.[1] ?? [];
/** Binary values are written as latin1 in what is held. */
const isSame = (held: string, asked: Buffer) =>
  Buffer.from(held, "latin1").equals(asked) ||
  lower(held) === lower(asked.toString()) ||
  (held.includes("=") && sameName(held) !== undefined && sameName(held) === sameName(asked.toString()));

/** A real LDAP server on loopback: bind, search, StartTLS or TLS, as far as signing in asks for it; written without the client's library. */
export async function openDirectory({ encrypted = false, port = 0 } = {}): Promise<DirectoryDoor> {
  const secure = { key: certificate("server-key"), cert: certificate("server") };
  const door: Pick<DirectoryDoor, "held" | "binds" | "mood" | "valuesOf"> = {
    ...{ held: structuredClone(HELD), binds: [], mood: "well" },
    valuesOf: (dn) => door.held.find((one) => one.dn === dn)?.values ?? {},
  };
  const sockets = new Set<net.Socket>();
  const server = encrypted ? tls.createServer(secure, serve) : net.createServer(serve);
  // A client that leaves in the middle is what some tests are about.
  server.on("tlsClientError", () => undefined);

  function serve(socket: net.Socket): void {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    listen(socket);
  }

  function listen(socket: net.Socket): void {
    let waiting = Buffer.alloc(0);
    const hear = (data: Buffer) => {
      if (waiting.length === 0 && data[0] !== 0x30) {
        socket.destroy();
        return;
      }
      waiting = Buffer.concat([waiting, data]);
      for (let message = read(waiting); message; message = read(waiting)) {
        waiting = waiting.subarray(message.end);
        const [id, operation] = all(message.body);
        if (id && operation) answer(socket, id.body.readUIntBE(0, id.body.length), operation, hear);
      }
    };
    socket.on("data", hear);
  }

  function answer(socket: net.Socket, id: number, { tag, body }: Tlv, hear: (data: Buffer) => void): void {
    const say = (...parts: Buffer[]) => {
      for (const part of parts) socket.write(tlv(0x30, int(id), part));
    };
    if (tag === UNBIND) socket.end();
    else if (door.mood === "rubbish") socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    else if (door.mood === "closing") socket.destroy();
    else if (door.mood === "silent") return;
    else if (tag === BIND) say(bind(socket, all(body)));
    else if (tag === SEARCH) say(...search(all(body)));
    else if (tag === EXTENDED && body.includes(START_TLS)) {
      socket.off("data", hear);
      say(result(0x78, 0));
      const upgraded = new tls.TLSSocket(socket, { isServer: true, ...secure });
      upgraded.on("error", () => undefined);
      listen(upgraded);
    } else say(result(0x78, 2));
  }

  function bind(socket: net.Socket, [, name, secret]: Tlv[]): Buffer {
    const [dn, password] = [name?.body.toString() ?? "", secret?.body.toString() ?? ""];
    door.binds.push({ dn, encrypted: socket instanceof tls.TLSSocket, empty: password === "" });
    // As RFC 4513 has it: with an empty password everybody is welcome, as nobody.
    if (password === "") return result(0x61, 0);
    const entry = door.held.find(
      (one) => sameName(one.dn) === sameName(dn) || valuesOf(one, "userPrincipalName").map(lower).includes(lower(dn)),
    );
    return result(0x61, entry?.password === password ? 0 : 49);
  }

  function search([base, , , size, , , filter, wanted]: Tlv[]): Buffer[] {
    if (door.mood === "referral") return [result(0x65, 10)];
    if (!base || !filter || !size || !wanted) return [result(0x65, 2)];
    const root = sameName(base.body.toString()) ?? "";
    const known = door.held.some(({ dn }) => sameName(dn) === root);
    if (!known) return [result(0x65, 32)];
    const found = door.held.filter(({ dn }) => {
      const own = sameName(dn) ?? "";
      return own === root || own.endsWith(`,${root}`);
    });
    const matching = found.filter((entry) => matches(entry, filter));
    const most = size.body.readUIntBE(0, size.body.length);
    const names = all(wanted.body).map(({ body }) => body.toString());
    const told = matching.slice(0, most === 0 ? undefined : most).map((entry) => entryOf(entry, names));
    // As Active Directory says of its other domains, wherever one searches.
    const elsewhere = tlv(0x73, tlv(0x04, "ldap://127.0.0.1:1/dc=otra,dc=test"));
    return [...told, elsewhere, result(0x65, most > 0 && matching.length > most ? 4 : 0)];
  }

  const groupsWith = (dn: string) =>
    door.held.filter((one) => valuesOf(one, "member").some((member) => sameName(member) === sameName(dn)));

  function withMemberOf(entry: Held): Held {
    if (valuesOf(entry, "memberOf").length > 0) return entry;
    return { ...entry, values: { ...entry.values, memberOf: groupsWith(entry.dn).map(({ dn }) => dn) } };
  }

  function entryOf(entry: Held, names: string[]): Buffer {
    const whole = withMemberOf(entry);
    const id = { entryUUID: [`uuid-${Buffer.from(entry.values["uid"]?.[0] ?? entry.dn).toString("hex")}`] };
    const values = Object.entries({ ...id, ...whole.values }).filter(
      ([name, held]) => held.length > 0 && names.some((one) => lower(one) === lower(name)),
    );
    const attributes = values.map(([name, held]) =>
      tlv(0x30, tlv(0x04, name), tlv(0x31, ...held.map((value) => tlv(0x04, binary(name, value))))),
    );
    return tlv(0x64, tlv(0x04, entry.dn), tlv(0x30, ...attributes));
  }

  /** All groups, and groups of groups. */
  function inChain(dn: string, seen = new Set<string>()): Set<string> {
    for (const group of groupsWith(dn)) {
      const name = sameName(group.dn) ?? "";
      if (seen.has(name)) continue;
      seen.add(name);
      inChain(group.dn, seen);
    }
    return seen;
  }

  function matches(entry: Held, { tag, body }: Tlv): boolean {
    const parts = all(body);
    const [first, second] = parts;
    const name = first?.body.toString() ?? "";
    if (tag === 0xa0) return parts.every((part) => matches(entry, part));
    if (tag === 0xa1) return parts.some((part) => matches(entry, part));
    if (tag === 0xa2) return first !== undefined && !matches(entry, first);
    if (tag === 0x87) return valuesOf(entry, body.toString()).length > 0 || lower(body.toString()) === "objectclass";
    if (tag === 0xa3 && lower(name) === "entryuuid")
      return second?.body.toString() === `uuid-${Buffer.from(entry.values["uid"]?.[0] ?? entry.dn).toString("hex")}`;
    if (tag === 0xa3) return valuesOf(entry, name).some((held) => second !== undefined && isSame(held, second.body));
    if (tag === 0xa4) return valuesOf(entry, name).length > 0;
    const said = (of: number) => parts.find((part) => part.tag === of)?.body.toString() ?? "";
    return tag === 0xa9 && said(0x81) === IN_CHAIN && inChain(said(0x83)).has(sameName(entry.dn) ?? "");
  }

  await new Promise<void>((ready) => {
    server.listen(port, "localhost", ready);
  });
  return Object.assign(door, {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          done();
        });
      }),
  });
}

const binary = (name: string, value: string) => Buffer.from(value, name === "objectGUID" ? "latin1" : "utf8");
