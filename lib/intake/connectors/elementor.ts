import { fieldsOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import type { Connector, Entry, Reading } from "@/lib/intake/reading";
import { isIp, isUrl, isUserAgent, textOf } from "@/lib/intake/values";
import { isClock, parseWhen } from "@/lib/core/when";

const KEY = "elementor-pro";
const NO_VALUE = new Set(["step", "html", "recaptcha", "recaptcha_v3", "honeypot"]);

/** A choice is sent joined by commas and, beside it, as the list it was; only the list survives a comma in a choice. */
function valueOf(field: JsonObject): Json {
  const value = own(field, "value") ?? null;
  const raw = own(field, "raw_value");
  return Array.isArray(raw) && raw.length > 1 && textOf(raw) === textOf(value) ? raw : value;
}

function readAdvanced({ value }: Entry): Reading {
  const form = own(value, "form");
  const meta = own(value, "meta");
  const sent = own(value, "fields");
  const fields: Field[] = [];
  if (isObject(sent)) {
    for (const [id, field] of Object.entries(sent)) {
      if (!isObject(field) || NO_VALUE.has(say(field, "type") ?? "")) continue;
      fields.push({ path: [id], label: say(field, "title"), type: say(field, "type"), value: valueOf(field) });
    }
  }
  const about = (key: string) => {
    const item = isObject(meta) ? own(meta, key) : undefined;
    return isObject(item) ? say(item, "value") : null;
  };
  const date = about("date");
  const time = about("time");
  return reading(KEY, fields, {
    form: isObject(form) ? { id: say(form, "id"), name: say(form, "name") } : { id: null, name: null },
    submitted: date && time ? `${date} ${time}` : null,
    pageUrl: about("page_url"),
    ip: about("remote_ip"),
    userAgent: about("user_agent"),
  });
}

const MAX_META = 6;

/**
 * The metadata follows the fields under titles in the site's language, so it is told by its values, read backwards:
 * credit, address, browser, page, time, date. Only what stands directly before them counts as date and time, or a
 * visitor's own date would.
 */
function readTail(fields: Field[]): { count: number; facts: Partial<Reading> } {
  const facts: Partial<Reading> = {};
  const at = (back: number) => textOf(fields[fields.length - 1 - back]?.value ?? null) ?? "";
  const isFact = (text: string) => isIp(text) || isUserAgent(text) || isUrl(text);
  let back = !isFact(at(0)) && (isIp(at(1)) || isUserAgent(at(1))) ? 1 : 0;
  const start = back;
  if (isIp(at(back))) facts.ip = at(back++);
  if (isUserAgent(at(back))) facts.userAgent = at(back++);
  if (isUrl(at(back)) && (back > start || /\burl\b/i.test(fields.at(-1 - back)?.path[0] ?? "")))
    facts.pageUrl = at(back++);
  // A visitor picks a date as 2026-12-05; words or another order are how the site writes its own.
  const ofSite = back > start || !/^\d{4}-\d{2}-\d{2}$/.test(at(back + 1));
  if (back === start && !(ofSite && isClock(at(back)) && parseWhen(at(back + 1), { timeZone: "UTC", order: "dmy" })))
    return { count: 0, facts: {} };
  if (isClock(at(back)) && at(back + 1) !== "") {
    facts.submitted = `${at(back + 1)} ${at(back)}`;
    back += 2;
  }
  return { count: Math.min(back, MAX_META), facts };
}

function readSimple({ value }: Entry): Reading {
  const fields = fieldsOf(value).filter(({ path }) => path[0] !== "form_id" && path[0] !== "form_name");
  const { count, facts } = readTail(fields);
  return reading(KEY, count > 0 ? fields.slice(0, -count) : fields, {
    ...facts,
    form: { id: say(value, "form_id"), name: say(value, "form_name") },
  });
}

const isAdvanced = (value: JsonObject) => isObject(own(value, "fields")) && isObject(own(value, "form"));

export const elementor: Connector = {
  key: KEY,
  recognises({ value, format }) {
    if (format !== "form" && format !== "multipart") return false;
    if (isAdvanced(value)) return true;
    const keys = Object.keys(value);
    return (
      keys.at(-1) === "form_name" && keys.at(-2) === "form_id" && /^[\da-f]{5,10}$/.test(say(value, "form_id") ?? "")
    );
  },
  read: (entry) => (isAdvanced(entry.value) ? readAdvanced(entry) : readSimple(entry)),
};
