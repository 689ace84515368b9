import type { RuleEffect, PreviewChange } from "@/lib/intake/rules/schema";

/** What a source says of a lead of which no rule says more. */
export type Defaults = { statusKey: string; leadTypeKey: string; companyKey: string; ownerId: string };
type Said = { effect: RuleEffect; score: number };

/** What would be said otherwise of one lead. */
export function differences(before: Said, after: Said, defaults: Defaults): PreviewChange[] {
  const [from, to] = [valuesOf(before, defaults), valuesOf(after, defaults)];
  return from.flatMap(([field, was], index) => {
    const is = to[index]?.[1] ?? "";
    return is === was ? [] : [{ field, from: was, to: is }];
  });
}

function valuesOf({ effect, score }: Said, defaults: Defaults): [PreviewChange["field"], string][] {
  return [
    ["status", effect.statusKey ?? defaults.statusKey],
    ["leadType", effect.leadTypeKey ?? defaults.leadTypeKey],
    ["company", effect.companyKey ?? defaults.companyKey],
    ["priority", effect.priority ?? "normal"],
    ["owner", effect.ownerId ?? defaults.ownerId],
    ["tags", (effect.tags ?? []).toSorted().join(", ")],
    ["score", String(score)],
  ];
}
