import { isClock, parseWhen } from "@/lib/core/when";
import type { Candidate } from "@/lib/intake/candidates";
import type { Pool } from "@/lib/intake/choice";
import type { Reading } from "@/lib/intake/reading";
import type { Problem, SourceSettings, SubmittedAt } from "@/lib/intake/schema";

const MONTH_FIRST = new Set(["US", "PH", "FM", "PW"]);

function read(raw: string, utc: boolean, source: SourceSettings): { at: SubmittedAt | null; problem: Problem | null } {
  const order = source.dateOrder ?? (MONTH_FIRST.has(source.defaultCountry.toUpperCase()) ? "mdy" : "dmy");
  const when = parseWhen(raw, { timeZone: utc ? "UTC" : source.timeZone, order });
  if (!when) return { at: null, problem: raw.startsWith("0000-00-00") ? null : "date_unreadable" };
  if (!when.hasTime) return { at: null, problem: "date_without_time" };
  return { at: { raw, iso: when.iso, basis: when.basis }, problem: null };
}

/** When the entry was changed last, as its plugin or a field that says so tells it; the field stays what it is. */
export function changeTime(pool: Pool, reading: Reading, source: SourceSettings): string | null {
  const raw = reading.changed ?? pool.claiming("changed_at")[0]?.text ?? null;
  return raw === null ? null : (read(raw, reading.utc, source).at?.iso ?? null);
}

/** A date sent alone may have its time in the field that follows it. */
function withClock(pool: Pool, date: Candidate): { raw: string; clock: Candidate | null } {
  const text = date.text ?? "";
  const follower = pool.candidates[pool.candidates.indexOf(date) + 1];
  const named = pool.claiming("sent_time").find((candidate) => candidate === follower || candidate.strength < 4);
  const clock = named?.text && isClock(named.text) ? named : null;
  if (!clock || /\d{1,2}:\d{2}/.test(text)) return { raw: text, clock: null };
  return { raw: `${text} ${clock.text ?? ""}`, clock };
}

/** A visitor's own date is called as a plugin's; what was sent is here within hours, or a weekend of failed tries. */
const ON_ITS_WAY_MS = 48 * 3_600_000;
/** A site's clock may be a little ahead. */
const AHEAD_MS = 15 * 60_000;

function isCredible({ iso }: SubmittedAt, { arrivedAt }: SourceSettings): boolean {
  if (!arrivedAt) return true;
  const age = arrivedAt.getTime() - Date.parse(iso);
  return age <= ON_ITS_WAY_MS && age >= -AHEAD_MS;
}

/**
 * When the form was sent, as the plugin or a field that says so tells it. A date the visitor chose is never it: what only a
 * field's name says counts where it fits the time of arrival. A day without a time of day is no moment: the time of receipt
 * serves better.
 */
export function submissionTime(
  pool: Pool,
  reading: Reading,
  source: SourceSettings,
  problems: Problem[],
): SubmittedAt | null {
  const mapped = pool.claiming("submitted_at").find(({ strength }) => strength === 9);
  if (!mapped && reading.submitted) {
    const { at, problem } = read(reading.submitted, reading.utc, source);
    if (problem) problems.push(problem);
    return at;
  }
  const named = mapped ?? pool.claiming("submitted_at")[0];
  if (!named) return null;
  const { raw, clock } = withClock(pool, named);
  const { at, problem } = read(raw, reading.utc, source);
  if (problem) problems.push(problem);
  if (!at || (named.strength < 9 && !isCredible(at, source))) return null;
  pool.take(named);
  if (clock) pool.take(clock);
  return at;
}
