import { EventEmitter } from "node:events";
import pg from "pg";
import pino from "pino";

const server = process.env["TEST_SERVER_URL"] ?? "";
const prefix = process.env["TEST_DATABASE_PREFIX"] ?? "";
const name = `${prefix}${process.env["JEST_WORKER_ID"] ?? "1"}`;

// Before any import of a test file reads it.
const url = new URL(server);
url.pathname = name;
process.env["DATABASE_URL"] = url.href;

/** Each test file starts on a fresh copy of the template. */
beforeAll(async () => {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name} template ${prefix}template strategy file_copy`);
  await admin.end();
});

/** Connections left open would keep Jest's worker from ending. */
afterAll(async () => {
  const { stopQueue } = await import("@/lib/core/queue");
  const { stopNotify } = await import("@/lib/core/notify");
  const { closeDatabase } = await import("@/lib/core/db");
  await stopQueue();
  await stopNotify();
  await closeDatabase();
});

/** A log waits for the process's end, to write what is left. Each test file has one of its own, and a worker runs many. */
afterAll(async () => {
  const { logger } = await import("@/lib/core/logger");
  const stream: unknown = Reflect.get(logger, pino.symbols.streamSym);
  if (stream instanceof EventEmitter) stream.emit("close");
});
