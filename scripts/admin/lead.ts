import { systemCtx } from "@/lib/core/ctx";
import { invalid } from "@/lib/core/errors";
import { fromShell } from "@/lib/core/from-where";
import { leadPage } from "@/lib/leads/page/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("npm run admin", { from: fromShell() });

const show: Verb = {
  usage: "<number, as 10234 or L-10234> [--json]",
  options: {},
  run: async ({ words }) => {
    const number = Number(/^(?:L-)?(\d{1,9})$/i.exec(words[0] ?? "")?.[1] ?? NaN);
    if (Number.isNaN(number)) throw invalid({ number: "notValid" });
    const { lead, vocabulary, touchpoints } = await leadPage(ctx, { number, locale: "en" });
    const status = vocabulary.groups.flatMap((group) => group.statuses).find(({ id }) => id === lead.statusId);
    const type = vocabulary.types.find(({ id }) => id === lead.leadTypeId);
    const json = {
      ...lead,
      status: status?.key ?? null,
      leadType: type?.key ?? null,
      company: lead.company.name,
      touchpoints,
    };
    const facts = [
      [leadLabel(lead.number), lead.contactName, lead.firm].filter(Boolean).join(" · "),
      [status?.label, type?.label, lead.owner?.name ?? "nobody's"].filter(Boolean).join(" · "),
      [lead.email, lead.phoneText].filter(Boolean).join(" · "),
      lead.service,
      lead.message,
    ];
    return { json, text: facts.filter(Boolean).join("\n") };
  },
};

export const verbs = { show };
