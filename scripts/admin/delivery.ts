import { systemCtx } from "@/lib/core/ctx";
import { parseInput } from "@/lib/core/define-action";
import { fromShell } from "@/lib/core/from-where";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { deliveryReport } from "@/lib/intake/deliveries/queries";
import { replayInput } from "@/lib/intake/deliveries/schema";
import { leadLabel } from "@/lib/leads/schema";
import type { Verb } from "../admin.ts";

const ctx = systemCtx("npm run admin", { from: fromShell() });

const show: Verb = {
  usage: "<id> [--json]",
  options: {},
  run: async ({ words }) => {
    const json = await deliveryReport(ctx, parseInput(replayInput, { deliveryId: words[0] }));
    const { state, outcome, reason, understood: said } = json;
    const lead = json.lead === null ? "" : leadLabel(json.lead.number);
    const lines = [[state, outcome, reason, lead].filter(Boolean).join(" · "), ...factsOf(said)];
    return { json, text: lines.join("\n") };
  },
};

function factsOf(said: object | null): string[] {
  return Object.entries(said ?? {}).flatMap(([name, value]: [string, unknown]) => {
    const words = typeof value === "string" ? value : JSON.stringify(value);
    return value === null || words === "{}" || words === "[]" ? [] : [`${name}: ${words}`];
  });
}

const replay: Verb = {
  usage: "<id> [--json]",
  options: {},
  run: async ({ words }) => {
    const input = parseInput(replayInput, { deliveryId: words[0] });
    await replayDelivery(ctx, input);
    return { json: { id: input.deliveryId }, text: "It will be read again in a moment." };
  },
};

export const verbs = { show, replay };
