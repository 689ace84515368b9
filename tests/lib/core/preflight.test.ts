import net from "node:net";
import {
  connectionMessage,
  databaseProblem,
  folderMessage,
  portMessage,
  portProblem,
  serverMessage,
  spaceProblem,
  writableFolderProblem,
} from "@/lib/core/preflight";

const url = new URL("postgresql://leads:hunter2@db.example.com/crm");

test("an occupied port is named with the remedy, a free one is not mentioned", async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await expect(portProblem("127.0.0.1", port)).resolves.toBe(
    `Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm start`,
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(portProblem("127.0.0.1", port)).resolves.toBeUndefined();
});

test("an address of another machine is no place to listen", async () => {
  await expect(portProblem("203.0.113.7", 3000)).resolves.toMatch(/^HOST=203\.0\.113\.7 is no address of this machine/);
});

test("a low port needs another user", () => {
  expect(portMessage("0.0.0.0", 80, "EACCES")).toMatch(/may not listen on port 80.*PORT=3000/);
});

test.each([
  [499, false],
  [49, true],
])("%d MB left are worth a word", (freeMb, fatal) => {
  expect(spaceProblem("/srv", freeMb)).toMatchObject({ fatal });
});

test("500 MB are enough", () => {
  expect(spaceProblem("/srv", 500)).toBeUndefined();
});

test.each([
  ["ENOSPC", "is full"],
  ["EROFS", "read-only"],
  ["EACCES", "chown -R ana /srv/data"],
])("%s has its own remedy", (code, remedy) => {
  expect(folderMessage("/srv/data", code, "ana")).toContain(remedy);
});

test.each(["package.json", "package.json/data/more"])(
  "%s is told to be no folder, and isn't to be given away",
  (place) => {
    expect(writableFolderProblem(place)).toMatch(/\/package\.json is a file, no folder\. Set DATA_DIR to a folder\.$/);
    expect(writableFolderProblem("lib")).toBeUndefined();
  },
);

test("PostgreSQL 14 is refused, 15 is taken", () => {
  expect(serverMessage(14, true, url)).toMatch(/PostgreSQL 14; version 15/);
  expect(serverMessage(15, true, url)).toBeUndefined();
});

test("a user who may not make tables is told the statement", () => {
  expect(serverMessage(18, false, url)).toContain("grant create on schema public to leads;");
});

test.each([
  ["ECONNREFUSED", "No PostgreSQL answers at db.example.com:5432"],
  ["28P01", "refuses the user 'leads'"],
  ["3D000", "create database crm;"],
  [undefined, "can't be used: odd"],
])("%s while connecting is explained without the password", (code, words) => {
  const message = connectionMessage(url, { code, message: "odd" });
  expect(message).toContain(words);
  expect(message).not.toContain("hunter2");
});

test.each([
  ["timeout expired", "postgresql://leads:hunter2@203.0.113.7/crm", "No PostgreSQL answers at 203.0.113.7:5432"],
  ["connect ENOENT /run/x/.s.PGSQL.5432", "postgres:///crm?host=/run/x", "at /run/x can't be used"],
])("%s names where it was looked for", (message, address, words) => {
  expect(connectionMessage(new URL(address), { message })).toContain(words);
});

test("the tests' own database has nothing to complain about, a wrong one has", async () => {
  const good = String(process.env["DATABASE_URL"]);
  await expect(databaseProblem(good)).resolves.toBeUndefined();
  const wrong = new URL(good);
  wrong.pathname = "/nowhere";
  await expect(databaseProblem(wrong.href)).resolves.toMatch(/^The database 'nowhere' does not exist/);
  wrong.password = "wrong";
  await expect(databaseProblem(wrong.href)).resolves.toMatch(/refuses the user 'app'/);
});
