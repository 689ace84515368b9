import { keep, keptUnder, typedKey } from "@/components/form/kept";

/** What is kept beside a text: who is named in it, and what it was typed over. */
const BESIDE = ["#people", "#seen"] as const;
type Beside = (typeof BESIDE)[number];

/**
 * Under which is kept what this user types at a place of a lead's page. All of it stands where they come to when the lead
 * is merged away; a place that begins with `edit:` isn't come back to otherwise.
 */
export function onLead(meId: string, leadId: string, place: string): string {
  return typedKey(meId, `lead:${leadId}:${place}`);
}

export function beside(key: string, what: Beside): string {
  return key + what;
}

/** It was sent, or given up. */
export function forget(key: string): void {
  for (const one of [key, ...BESIDE.map((what) => beside(key, what))]) keep(one, "");
}

/** What was left open once is nobody's any more, unless the lead went away under it. */
export function forgetEdits(meId: string, leadId: string): void {
  for (const [key] of keptUnder(onLead(meId, leadId, "edit:"))) forget(key);
}

/** All that this user typed on a lead and didn't send, by its key. */
export function typedOnLead(meId: string, leadId: string): [string, string][] {
  const all = onLead(meId, leadId, "");
  return keptUnder(all)
    .filter(([key, kept]) => kept.trim() !== "" && !BESIDE.some((what) => key.endsWith(what)))
    .map(([key, kept]): [string, string] => [key, key.startsWith(`${all}task`) ? taskWords(kept) : kept])
    .filter(([, text]) => text !== "");
}

/** Of a task's form what was written. */
function taskWords(kept: string): string {
  const { title, notes } = JSON.parse(kept) as { title?: string; notes?: string };
  return [title, notes]
    .map((text) => text?.trim())
    .filter(Boolean)
    .join("\n");
}
