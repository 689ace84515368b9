import { createKey, revokeKey } from "@/lib/auth/keys/commands";
import { listKeys } from "@/lib/auth/keys/queries";
import { createKeyInput, KEY_PERMISSIONS, keyInput } from "@/lib/auth/keys/schema";
import { systemCtx } from "@/lib/core/ctx";
import { parseInput } from "@/lib/core/define-action";
import { invalid } from "@/lib/core/errors";
import { fromShell } from "@/lib/core/from-where";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { fold } from "@/lib/core/text";
import { listPostable } from "@/lib/intake/posting/queries";
import { companyNamed } from "@/lib/intake/sources/queries";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("npm run admin", { from: fromShell() });

const create: Verb = {
  usage:
    "--name <text> --company <name> [--company …] | --every-company\n" +
    `      [--permissions ${KEY_PERMISSIONS.join(",")}] [--source <id or name>] [--expires <last day, as 2027-12-31>]\n` +
    `      [--hide ${SENSITIVE_FIELDS.join(",")}] [--json]`,
  options: {
    name: { type: "string" },
    company: { type: "string", multiple: true },
    "every-company": { type: "boolean" },
    permissions: { type: "string" },
    source: { type: "string" },
    expires: { type: "string" },
    hide: { type: "string" },
  },
  run: async ({ values, lists }) => {
    const text = (key: string) => (typeof values[key] === "string" ? values[key].trim() : "");
    const everyCompany = values["every-company"] === true;
    const names = lists["company"] ?? [];
    if (everyCompany === names.length > 0) throw invalid({ company: everyCompany ? "notValid" : "required" });
    const input = parseInput(createKeyInput, {
      name: text("name"),
      everyCompany,
      companyIds: await Promise.all(names.map((name) => companyNamed(ctx, name))),
      permissions: permissionsIn(text("permissions"), text("hide") !== ""),
      sourceId: text("source") === "" ? null : await sourceNamed(text("source")),
      lastDay: text("expires"),
      fields: Object.fromEntries(fieldsIn(text("hide")).map((field) => [field, "hidden"])),
    });
    const { id, key, prefix } = await createKey(ctx, input);
    const json = { id, key, prefix, name: input.name, permissions: input.permissions };
    return { json, text: `${key}\nIt is shown only this once. Send it as “Authorization: Bearer ${prefix}…”.` };
  },
};

/** All there are where none are named: those that go together with being kept from something. */
function permissionsIn(typed: string, isKept: boolean): string[] {
  if (typed === "") return KEY_PERMISSIONS.filter((permission) => !(isKept && permission === "intake.read"));
  const named = typed.split(",").map((name) => name.trim());
  const known: readonly string[] = KEY_PERMISSIONS;
  if (named.some((name) => !known.includes(name)))
    throw invalid({ permissions: "unknown" }, { known: known.join(", ") });
  return named;
}

function fieldsIn(typed: string): string[] {
  const named = typed === "" ? [] : typed.split(",").map((name) => name.trim());
  const known: readonly string[] = SENSITIVE_FIELDS;
  if (named.some((name) => !known.includes(name))) throw invalid({ hide: "unknown" }, { known: known.join(", ") });
  return named;
}

async function sourceNamed(typed: string): Promise<string> {
  const { sources } = await listPostable(ctx);
  const found = sources.filter(({ id, name }) => id === typed || fold(name) === fold(typed));
  const [only, ...more] = found;
  if (only && more.length === 0) return only.id;
  const listed = (only ? found : sources).map(({ id, name, company }) => `${name}, ${company.name} (${id})`).join("; ");
  throw invalid({ source: only ? "severalNamed" : "unknown" }, { known: listed });
}

const list: Verb = {
  usage: "[--json]",
  options: {},
  run: async () => {
    const keys = await listKeys(ctx);
    const lines = keys.map(({ id, prefix, name, permissions, companies, lastUsedAt, end }) =>
      [
        id,
        `${prefix}…`,
        name,
        permissions.map(({ permission }) => permission).join(","),
        companies.map((company) => company.name).join(", ") || "every company",
        lastUsedAt === null ? "never used" : `used ${lastUsedAt}`,
        end ?? "works",
      ].join("  "),
    );
    return { json: { keys }, text: lines.join("\n") };
  },
};

const revoke: Verb = {
  usage: "<id> [--json]",
  options: {},
  run: async ({ words }) => {
    const input = parseInput(keyInput, { keyId: words[0] });
    await revokeKey(ctx, input);
    return { json: { id: input.keyId }, text: "It opens nothing any more." };
  },
};

export const verbs = { create, list, revoke };
