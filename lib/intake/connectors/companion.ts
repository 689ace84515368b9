import type { Field } from "@/lib/intake/fields";
import { homeOf } from "@/lib/intake/home-address";
import { isObject, own } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

const KEY = "companion";

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const LONGEST_HOME = 300;

/** A label longer than this is a sentence, and no name to map a field by. */
const LONGEST_NAME = 80;

/** One source carries all forms of a site, whose ids mean little (`1`, `text-1`): what a form calls its field tells it apart. */
function nameOf(sent: JsonObject): string {
  const label = say(sent, "label");
  return label !== null && label.length <= LONGEST_NAME ? label : (say(sent, "id") ?? "");
}

function fieldOf(sent: JsonObject): Field {
  const label = say(sent, "label");
  const type = say(sent, "type");
  const field: Field = { path: [nameOf(sent)], label, type, value: own(sent, "value") ?? null };
  // A field for a person's name is one even where the site gave it no label.
  return type === "name" && label === null ? { ...field, concept: "name" } : field;
}

function fileOf(sent: JsonObject): Field {
  const url = say(sent, "url");
  const name = say(sent, "name");
  const value: Json = url ?? { filename: name ?? "" };
  return { path: [say(sent, "field") ?? "file"], label: null, type: "file", value, concept: "file" };
}

const isKnown = (value: JsonObject) =>
  own(value, "companion") === 1 && (Array.isArray(own(value, "fields")) || Object.hasOwn(value, "test"));

/** Its list of fields keeps its ids and kinds: it needs no guess at which of a field's properties is its name. */
export const isFromCompanion = (value: Json): boolean => isObject(value) && isKnown(value);

/** What our own WordPress plugin sends: every form plugin's submission in one shape, with labels, kinds and an id. */
export const companion: Connector = {
  key: KEY,
  recognises: ({ value }) => isKnown(value),
  read({ value }) {
    const part = (key: string): JsonObject => {
      const inner = own(value, key);
      return isObject(inner) ? inner : {};
    };
    const plugin = say(value, "plugin") ?? "";
    const fields = [...objects(own(value, "fields")).map(fieldOf), ...objects(own(value, "files")).map(fileOf)];
    return reading(/^[a-z\d][a-z\d-]{1,39}$/.test(plugin) ? plugin : KEY, fields, {
      form: { id: say(part("form"), "id"), name: say(part("form"), "name") },
      externalId: say(part("entry"), "id"),
      submitted: say(value, "submittedAt"),
      utc: true,
      pageUrl: say(value, "page"),
      referrer: say(value, "referrer"),
      ip: say(value, "ip"),
      userAgent: say(value, "userAgent"),
      home: homeOf(say(value, "site") ?? "").slice(0, LONGEST_HOME),
    });
  },
};
