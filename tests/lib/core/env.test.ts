import { readSettings } from "@/lib/core/env";

test("nothing needs to be set", () => {
  expect(readSettings({})).toStrictEqual({
    PORT: 3000,
    HOST: "0.0.0.0",
    DATA_DIR: ".data",
    TRUSTED_PROXIES: [],
    WORKER: "on",
    LOG_LEVEL: "info",
  });
});

test("an empty value counts as not set, as a copied .env.example has them", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: " " })).not.toHaveProperty("DATABASE_URL");
});

test("reads numbers, lists and addresses", () => {
  const settings = readSettings({
    PORT: "8080",
    PUBLIC_URL: "https://leads.example.com/",
    TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1,::1",
  });
  expect(settings).toMatchObject({
    PORT: 8080,
    PUBLIC_URL: "https://leads.example.com",
    TRUSTED_PROXIES: ["10.0.0.0/8", "127.0.0.1", "::1"],
  });
});

test.each([
  ["PORT", "http", "PORT must be a whole number from 1 to 65535. See .env.example."],
  ["PORT", "70000", "PORT must be a whole number from 1 to 65535. See .env.example."],
  ["WORKER", "yes", "WORKER must be on or off. See .env.example."],
  [
    "PUBLIC_URL",
    "leads.example.com",
    "PUBLIC_URL must be an address like https://leads.example.com. See .env.example.",
  ],
  [
    "TRUSTED_PROXIES",
    "10.0.0.0/33",
    "TRUSTED_PROXIES must be IP addresses or ranges like 10.0.0.0/8, separated by commas. See .env.example.",
  ],
])("refuses %s=%s in one line", (name, value, message) => {
  expect(() => readSettings({ [name]: value })).toThrow(message);
});

test.each([
  "postgres://leads:hunter#2@db/crm",
  "postgres://leads:12#hunter2@db/crm",
  "postgres://leads:a/hunter2@db:x/crm",
])("a password with a sign that isn't encoded is told, and not repeated: %#", (DATABASE_URL) => {
  expect(() => readSettings({ DATABASE_URL })).toThrow(/^(?!.*hunter).*# is written %23/);
});

test("a socket's address is one", () => {
  expect(readSettings({ DATABASE_URL: "postgres:///crm?host=/run/postgresql" })).toHaveProperty("DATABASE_URL");
});

test("does not repeat a refused database address, which may hold a password", () => {
  expect(() => readSettings({ DATABASE_URL: "mysql://root:hunter2@db/leads" })).toThrow(/^(?!.*hunter2).*DATABASE_URL/);
});
