import fs from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { z } from "zod";
import { changesIn, factsIn, fieldOf, valueOf } from "@/components/audit/change-words";
import { METHODS } from "@/lib/assignment/schema";
import { ERASED } from "@/lib/audit/schema";
import { VIAS } from "@/lib/auth/identities/schema";
import { FIELD_RIGHTS, PERMISSIONS, SENSITIVE_FIELDS } from "@/lib/core/permissions";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { DELIVERY_STATES } from "@/lib/intake/deliveries/schema";
import { FIELD_KINDS } from "@/lib/leads/custom-fields/field/schema";
import { CONTACT_CHANNELS } from "@/lib/leads/schema";
import { PARTS } from "@/lib/leads/status/schema";
import { STANDINGS } from "@/lib/leads/vocabulary/schema";
import { ALERTS } from "@/lib/settings/mail/alerts/schema";
import type { EntryWords } from "@/components/audit/change-words";
import type { EventDefinition } from "@/lib/core/events";

type Defined = EventDefinition<unknown>;
type Field = { subject: string; event: string; field: string };

const messages = { en, es };
const languages = ["en", "es"] as const;

function words(locale: "en" | "es", labels: [string, string][] = []): EntryWords {
  // A text that isn't there, or wants a value that it isn't given, fails.
  const onError = (error: Error) => {
    throw error;
  };
  const of = { locale, messages: messages[locale], onError };
  return {
    t: createTranslator({ ...of, namespace: "audit" }),
    all: createTranslator(of),
    to: { locale, timeZone: "UTC" },
    labels: new Map(labels),
  };
}

const told = (name: string, payload: Record<string, unknown> = {}, changes = {}) => ({
  ...{ name, subjectType: name.slice(0, name.indexOf(".")), payload, changes },
});

async function exportsOf(files: string): Promise<[string, unknown][]> {
  const found = await Promise.all(
    fs.globSync(files).map((file) => import(path.resolve(file)) as Promise<Record<string, unknown>>),
  );
  return found.flatMap((one) => Object.entries(one));
}

const isEvent = (one: unknown): one is Defined => typeof one === "object" && one !== null && "payload" in one;

type Said = { properties?: Record<string, { enum?: string[] }> };

/** What every event that the product can tell says beside its changes, with the codes where they are listed. */
async function payloadFields(): Promise<(Field & { codes: string[] })[]> {
  const events = (await exportsOf("lib/**/events.ts")).map(([, one]) => one).filter(isEvent);
  return events.flatMap(({ name, subject, payload }) => {
    const { properties = {} } = z.toJSONSchema(payload) as Said;
    return Object.entries(properties).map(([field, said]) => ({
      ...{ event: name, subject, field, codes: said.enum ?? [] },
    }));
  });
}

/** What is edited by itself of whom: forms say it as `set`, and the event says it as what changed. */
const SUBJECTS: Record<string, string> = {
  Company: "company",
  Directory: "directory",
  Field: "customField",
  Mail: "mail",
  Provider: "provider",
  Role: "role",
  Source: "source",
  Template: "template",
};
/** Secrets, of which no event says anything but that they were set. */
const SECRET = ["password", "secret"];

async function editedFields(): Promise<Field[]> {
  const inputs = await exportsOf("lib/**/schema.ts");
  return inputs.flatMap(([name, input]) => {
    const set = (input as { shape?: { set?: { shape?: object } } } | null)?.shape?.set?.shape ?? {};
    const subject = SUBJECTS[name.replace(/^update|Input$/g, "")] ?? "";
    return Object.keys(set)
      .filter((field) => !SECRET.includes(field))
      .map((field) => ({ event: name, subject, field }));
  });
}

/** What is written out where it is told: `changes: { active: { from: …`. */
function writtenFields(): Field[] {
  return fs.globSync("lib/**/*.ts").flatMap((file) => {
    const text = fs.readFileSync(file, "utf8");
    const found = [
      ...text.matchAll(/\bchanges(?:: | = )\{\s*(\w+): \{ from: /g),
      ...text.matchAll(/\bchanges\["(\w+)"\] = /g),
    ];
    return found.map(([, field = ""]) => ({ event: file, subject: "", field }));
  });
}

const wordless = (fields: Field[], locale: "en" | "es") =>
  fields.flatMap(({ event, subject, field }) =>
    fieldOf(field, words(locale), subject) === field ? [`${event}: ${field}`] : [],
  );

test.each(languages)("in %s there are words for everything that an event can say or change", async (locale) => {
  const [said, edited, written] = [await payloadFields(), await editedFields(), writtenFields()];
  expect(said.length).toBeGreaterThan(300);
  expect(edited.length).toBeGreaterThan(100);
  expect(written.length).toBeGreaterThan(15);
  expect(wordless([...said, ...edited, ...written], locale)).toStrictEqual([]);
});

test("a field that has none would be noticed", () => {
  expect(wordless([{ event: "lead.invented", subject: "lead", field: "inventedAt" }], "es")).toStrictEqual([
    "lead.invented: inventedAt",
  ]);
});

/** A word may be the same as its code in one language, and isn't in the other. */
const isRaw = (event: string, field: string, code: string) =>
  languages.every((locale) => valueOf(field, code, told(event, { channel: "call" }), words(locale)) === code);

test("there are words for each code that an event's definition lists", async () => {
  const listed = (await payloadFields()).flatMap(({ event, field, codes }) =>
    codes.map((code) => ({ event, field, code })),
  );
  expect(listed.length).toBeGreaterThan(25);
  expect(listed.filter(({ event, field, code }) => isRaw(event, field, code))).toStrictEqual([]);
});

const CODES: [event: string, field: string, codes: readonly string[]][] = [
  ["lead.assigned", "method", METHODS],
  ["lead.assigned", "method", ["by-hand", "confirmed", "bulk", "import", "hand-over", "undo", "default-owner"]],
  ["lead.assigned", "method", ["rule", "assignment", "merge", "unmerge"]],
  ["lead.contactLogged", "outcome", ["pending", "reached", "no-answer", "left-message", "wrong-number"]],
  ["template.added", "channel", CONTACT_CHANNELS],
  ["delivery.read", "state", DELIVERY_STATES],
  ["customField.created", "kind", FIELD_KINDS],
  ["status.partGiven", "part", PARTS],
  ["status.updated", "standing", Object.keys(STANDINGS)],
  ["user.alertSet", "alert", ALERTS],
  ["user.linked", "via", VIAS],
  ["lead.viewed", "fields", SENSITIVE_FIELDS],
  ["bulk.started", "kind", ["owner", "status", "tags", "task"]],
  ["bulk.progressed", "stage", ["run", "undo"]],
  ["import.progressed", "stage", ["run", "undo"]],
  ["source.quietOver", "by", ["arrived", "usual", "paused", "off", "retired", "left"]],
  ["source.secretsSet", "which", ["secret", "sitePassword"]],
  ["view.saved", "audience", ["private", "company", "everyone"]],
  ["export.made", "format", ["xlsx", "csv"]],
  ["spamEntry.added", "kind", ["email", "domain", "phone", "text", "field"]],
];

test.each(CODES)("%s: each %s there is has words", (event, field, codes) => {
  expect(codes.filter((code) => isRaw(event, field, code))).toStrictEqual([]);
});

test("what is no code, and a code of a version to come, is told as it is", () => {
  const of = words("es");
  expect(valueOf("reason", "Zona norte. Lo pidió ella", told("lead.assigned"), of)).toBe("Zona norte. Lo pidió ella");
  expect(valueOf("method", "by-lot", told("lead.assigned"), of)).toBe("by-lot");
  expect(isRaw("lead.assigned", "method", "by-lot")).toBe(true);
});

describe("what a role allows", () => {
  const changes = {
    "lead.read": { from: "own", to: "company" },
    "audit.read": { from: null, to: "any" },
    "lead.phone": { from: "write", to: "hidden" },
  };

  test("is told in the words of its page", () => {
    const said = changesIn(told("role.updated", {}, changes), words("es"));
    expect(said.map(({ field, from, to }) => `${field}: ${from} → ${to}`)).toStrictEqual([
      "Ver leads: Propios → De sus empresas",
      "Ver la auditoría: No → Sí",
      "Campo “Teléfono”: Escribir → Oculto",
    ]);
    expect(changesIn(told("role.updated", {}, changes), words("en"))[0]).toMatchObject({ from: "Own" });
  });

  test("of every permission and field, and of nothing else", () => {
    const entry = told("role.updated");
    for (const [permission, scopes] of Object.entries(PERMISSIONS)) {
      for (const scope of scopes) expect(valueOf(permission, scope, entry, words("es"))).not.toBe(scope);
    }
    for (const right of FIELD_RIGHTS) expect(valueOf("lead.email", right, entry, words("es"))).not.toBe(right);
    expect(valueOf("nameEn", "own", entry, words("es"))).toBe("own");
    expect(valueOf("nameEn", "read", entry, words("es"))).toBe("read");
  });

  test("and what a key may, too", () => {
    const payload = { permissions: { "lead.read": "company" }, fields: { phone: "hidden" } };
    expect(factsIn(told("apiKey.created", payload), words("es")).map(({ value }) => value)).toStrictEqual([
      "Ver leads: De sus empresas",
      "Teléfono: Oculto",
    ]);
  });
});

test("ids and keys are called what they are today, and an id of nobody isn't shown", () => {
  const [sales, gone] = ["0193a000-0000-7000-8000-00000000000a", "0193a000-0000-7000-8000-00000000000b"];
  const of = words("es", [
    [sales, "Ventas"],
    ["role:employee", "Ventas"],
    ["field.zona", "Zona"],
    ["field.zona=norte", "Norte"],
    ["status:won", "Ganado"],
  ]);
  const changes = {
    role: { from: sales, to: "Manager" },
    "field.zona": { from: "", to: "norte" },
    "to won": { from: false, to: true },
  };
  expect(changesIn(told("user.updated", {}, changes), of)).toMatchObject([
    { field: "Rol", from: "Ventas", to: "Manager" },
    { field: "Zona", from: "nada", to: "Norte" },
    { field: "Cambio a Ganado", from: "no", to: "sí" },
  ]);
  const payload = { roleKey: "employee", noteId: gone, fileIds: [gone], group: "" };
  expect(factsIn(told("user.created", payload), of)).toMatchObject([{ term: "Rol", value: "Ventas" }]);
});

test.each([
  ["", "0a1b2c3d4e5f", "nada", "una foto"],
  ["0a1b2c3d4e5f", "ffeeddccbbaa", "una foto", "otra foto"],
  ["0a1b2c3d4e5f", "", "una foto", "nada"],
  [ERASED, ERASED, "borrado", "borrado"],
])("a photo from %p to %p is told as that, and not by what it holds", (from, to, before, after) => {
  const [said] = changesIn(told("user.updated", {}, { photo: { from, to } }), words("es"));
  expect(said).toMatchObject({ field: "Foto", from: before, to: after });
});

test("days, amounts, hours and rows are written as people read them", () => {
  const entry = told("lead.statusChanged");
  const of = words("en");
  expect(valueOf("holdUntil", "2026-01-09", entry, of)).toBe("9 Jan 2026");
  expect(valueOf("amount", 123_450, entry, of)).toBe("1,234.5");
  expect(valueOf("number", 10_001, entry, of)).toBe("10001");
  expect(valueOf("week", [[[540, 780]], [], [[540, 1440]], [], [], [], []], entry, of)).toBe(
    "Mon 9:00–13:00, Wed 9:00–24:00",
  );
  const rules = [{ group: "Ventas", role: "Sales", companies: ["A", "B"] }];
  expect(valueOf("rules", rules, entry, of)).toBe("Group of the company: Ventas · Role: Sales · Companies: A, B");
});
