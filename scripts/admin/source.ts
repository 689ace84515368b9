import { systemCtx } from "@/lib/core/ctx";
import { parseInput } from "@/lib/core/define-action";
import { invalid } from "@/lib/core/errors";
import { fromShell } from "@/lib/core/from-where";
import { createSource } from "@/lib/intake/sources/commands";
import { companyNamed, listSources } from "@/lib/intake/sources/queries";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { reached } from "./reached.ts";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("npm run admin", { from: fromShell() });

const create: Verb = {
  usage:
    "--name <text> --company <name> [--time-zone <zone>] [--country <AR>] [--secret <text>] [--require-signature] [--mapping <json>] [--allow-get]\n" +
    "      [--pull <WordPress address> --form <id> --user <name> --password <application password> [--minutes <n>]] [--json]",
  options: {
    name: { type: "string" },
    company: { type: "string" },
    "time-zone": { type: "string" },
    country: { type: "string" },
    secret: { type: "string" },
    mapping: { type: "string" },
    "allow-get": { type: "boolean" },
    "require-signature": { type: "boolean" },
    pull: { type: "string" },
    form: { type: "string" },
    user: { type: "string" },
    password: { type: "string" },
    minutes: { type: "string" },
  },
  run: async ({ values }) => {
    const text = (key: string) => (typeof values[key] === "string" ? values[key] : undefined);
    const pull = text("pull");
    const input = parseInput(createSourceInput, {
      name: text("name") ?? "",
      companyId: await companyNamed(ctx, text("company") ?? ""),
      timeZone: text("time-zone"),
      defaultCountry: text("country"),
      secret: text("secret"),
      mapping: readMapping(text("mapping")),
      allowGet: values["allow-get"] === true,
      requireSignature: values["require-signature"] === true,
      formId: text("form"),
      pullMinutes: text("minutes"),
      ...(pull && {
        kind: "pull",
        site: { url: pull, userName: text("user") ?? "", password: text("password") ?? "" },
      }),
    });
    const { id, path } = await createSource(ctx, input);
    const { url, assumed, remark } = reached(path);
    return { json: { id, url, path, assumed }, text: [id, url, ...remark].join("\n") };
  },
};

function readMapping(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ mapping: "notValid" });
  }
}

const list: Verb = {
  usage: "[--json]",
  options: {},
  run: async () => {
    const sources = await listSources(ctx, { today: new Date(new Date().setUTCHours(0, 0, 0, 0)) });
    const lines = sources.map(({ id, name, company, kind, active }) =>
      [id, name, company, kind, active ? "on" : "paused"].join("  "),
    );
    return { json: { sources }, text: lines.join("\n") };
  },
};

export const verbs = { create, list };
