import { decodeUrlPart } from "@/lib/intake/charset";
import { MAX_PAIRS, pathOf } from "@/lib/intake/php-brackets";

/** Ordered as it came: a JavaScript object would put its numeric keys first. */
type Node = Map<string, Node | string>;

const escaped = (text: string) =>
  JSON.stringify(text)
    .replaceAll("/", "\\/")
    .replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("\\u007f", "\u007f");

/** A date of WPForms is a text beside its moment, the only number that it sends. */
const isMoment = (node: Node, key: string, value: Node | string): value is string =>
  key === "unix" && node.size === 2 && node.has("value") && typeof value === "string" && /^[1-9]\d{0,11}$/.test(value);

function written(node: Node | string): string {
  if (typeof node === "string") return escaped(node);
  const keys = [...node.keys()];
  if (keys.every((key, index) => key === String(index))) return `[${[...node.values()].map(written).join(",")}]`;
  const pairs = [...node].map(
    ([key, value]) => `${escaped(key)}:${isMoment(node, key, value) ? value : written(value)}`,
  );
  return `{${pairs.join(",")}}`;
}

/**
 * What PHP's `json_encode` makes of the array that was sent as this form: the text WPForms signs where it sends a form.
 * Only as true as a form can be: an empty list or a number isn't told from what was left out or is a text.
 */
export function phpJsonOfForm(form: string): string | null {
  const root: Node = new Map();
  const parts = form.split("&", MAX_PAIRS + 1);
  if (parts.length > MAX_PAIRS) return null;
  for (const part of parts) {
    if (part === "") continue;
    const [key = "", ...rest] = part.split("=");
    const path = pathOf(decodeUrlPart(key, ""));
    let node = root;
    for (const step of path.slice(0, -1)) {
      const known = node.get(step);
      const inner: Node = known instanceof Map ? known : new Map<string, Node | string>();
      node.set(step, inner);
      node = inner;
    }
    const last = path.at(-1) ?? "";
    node.set(last === "" && path.length > 1 ? String(node.size) : last, decodeUrlPart(rest.join("="), ""));
  }
  return written(root);
}
