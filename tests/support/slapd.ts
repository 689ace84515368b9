import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { BASE, HELD } from "./directory-people";
import type { AddressInfo } from "node:net";

const PROGRAM = "/usr/sbin/slapd";
const SCHEMAS = "/etc/ldap/schema";
export const hasSlapd = fs.existsSync(PROGRAM) && fs.existsSync(SCHEMAS);

const CERTIFICATES = path.resolve("tests", "fixtures", "directory");

/** OpenLDAP itself on a port of loopback, with the same people. */
export async function openSlapd(): Promise<{ port: number; close: () => Promise<void> }> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "slapd-"));
  fs.mkdirSync(path.join(home, "data"));
  const conf = path.join(home, "slapd.conf");
  fs.writeFileSync(conf, settings(home));
  const ldif = path.join(home, "people.ldif");
  fs.writeFileSync(ldif, HELD.map(asLdif).join("\n"));
  await run(["-T", "add", "-f", conf, "-l", ldif]);
  const port = await freePort();
  const running = spawn(PROGRAM, ["-f", conf, "-h", `ldap://127.0.0.1:${port}`, "-d", "0"], { stdio: "ignore" });
  const ended = new Promise<void>((done) =>
    running.once("exit", () => {
      done();
    }),
  );
  while (!(await listens(port)));
  return {
    port,
    close: async () => {
      running.kill("SIGTERM");
      await ended;
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

function settings(home: string): string {
  const schemas = ["core", "cosine", "inetorgperson"].map((name) => `include ${SCHEMAS}/${name}.schema`);
  return [
    ...schemas,
    "modulepath /usr/lib/ldap",
    "moduleload back_mdb",
    `TLSCACertificateFile ${CERTIFICATES}/ca.pem`,
    `TLSCertificateFile ${CERTIFICATES}/server.pem`,
    `TLSCertificateKeyFile ${CERTIFICATES}/server-key.pem`,
    // An empty password is somebody's here too: a server that refuses it would hide that we send one.
    "allow bind_anon_cred bind_anon_dn",
    "database mdb",
    `suffix "${BASE}"`,
    `rootdn "cn=root,${BASE}"`,
    `directory ${home}/data`,
    "",
  ].join("\n");
}

function asLdif({ dn, password, values }: (typeof HELD)[number]): string {
  const line = (name: string, value: string) => `${name}:: ${Buffer.from(value).toString("base64")}`;
  return [
    line("dn", dn),
    ...Object.entries(values).flatMap(([name, held]) => held.map((value) => line(name, value))),
    ...(password === undefined ? [] : [line("userPassword", password)]),
    "",
  ].join("\n");
}

async function run(args: string[]): Promise<void> {
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise((done) => child.once("exit", done));
  if (code !== 0) throw new Error(`slapd: ${said}`);
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => {
      done(false);
    });
  });
}
