import { beginAgainFrom } from "@/lib/audit/head/commands";
import { eraseFromLog } from "@/lib/audit/erasing/commands";
import { eraseInput } from "@/lib/audit/erasing/schema";
import { beginAgainInput } from "@/lib/audit/head/schema";
import { systemCtx } from "@/lib/core/ctx";
import { parseInput } from "@/lib/core/define-action";
import { invalid } from "@/lib/core/errors";
import { fromShell } from "@/lib/core/from-where";
import { leadPage } from "@/lib/leads/page/queries";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("npm run admin", { from: fromShell() });

const erase: Verb = {
  usage: "--lead <number, as 10234 or L-10234> --reason <text> [--json]",
  options: { lead: { type: "string" }, reason: { type: "string" } },
  run: async ({ values }) => {
    const number = Number(/^(?:L-)?(\d{1,9})$/i.exec(String(values["lead"] ?? ""))?.[1] ?? NaN);
    if (Number.isNaN(number)) throw invalid({ lead: "notValid" });
    const { lead } = await leadPage(ctx, { number, locale: "en" });
    const input = parseInput(eraseInput, { subjectType: "lead", subjectId: lead.id, reason: values["reason"] ?? "" });
    const { erased } = await eraseFromLog(ctx, input);
    return {
      json: { lead: lead.number, erased },
      text: `Personal values are gone from ${erased} entries of the log. The lead itself keeps its own.`,
    };
  },
};

const beginAgain: Verb = {
  usage: "--reason <text> [--json]",
  options: { reason: { type: "string" } },
  run: async ({ values }) => {
    const { head } = await beginAgainFrom(ctx, parseInput(beginAgainInput, { reason: values["reason"] ?? "" }));
    return { json: { head }, text: `From here on the log is compared with its seal ${head}.` };
  },
};

export const verbs = { erase, "begin-again": beginAgain };
