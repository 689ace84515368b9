import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";

export type DatabaseSwitch = { off: () => Promise<void>; on: () => Promise<void>; close: () => Promise<void> };

/** Puts a wire between the product and its database that can be cut. To be called before anything speaks to the database. */
export async function wireDatabase(): Promise<DatabaseSwitch> {
  const url = new URL(process.env["DATABASE_URL"] ?? "");
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(target);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const on = (port: number) => new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  await on(0);
  const { port } = server.address() as AddressInfo;
  url.hostname = "127.0.0.1";
  url.port = String(port);
  process.env["DATABASE_URL"] = url.href;
  const off = () =>
    new Promise<void>((done) => {
      server.close(() => {
        done();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { off, on: () => on(port), close: off };
}

/** A data folder of this test's own. To be called before the settings are read. */
export function ownDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leads-test-"));
  process.env["DATA_DIR"] = folder;
  return folder;
}
