/**
 * A distinguished name as one compares it: what is written in two ways and means the same is the same text. Nothing where
 * it is none. Directories compare the values of names without case, almost without exception.
 */
export function sameName(dn: string): string | undefined {
  const parts = split(dn, ",")?.map((part) => {
    const values = split(part, "+")?.map(pair);
    return values?.every((value) => value !== undefined) ? values.sort().join("+") : undefined;
  });
  return parts && parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join(",") : undefined;
}

/** What a group is called by those who know it: the value its name begins with. */
export function shortName(dn: string): string {
  const [first = ""] = split(dn, ",") ?? [];
  const at = first.indexOf("=");
  return at === -1 ? dn : readable(first.slice(at + 1).trim());
}

function pair(text: string): string | undefined {
  const at = text.indexOf("=");
  const [attribute, value] = [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1)];
  if (at === -1 || !/^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)*)$/.test(attribute)) return undefined;
  const said = readable(trimmed(value)).toLowerCase().replace(/\s+/g, " ");
  return said === "" ? undefined : `${attribute}=${said.replace(/[\\,+]/g, (sign) => `\\${sign}`)}`;
}

/** Spaces round a value mean nothing, but for one at its end that is escaped. */
function trimmed(value: string): string {
  const text = value.trimStart();
  const end = text.trimEnd();
  return end.endsWith("\\") && end.length < text.length && !end.endsWith("\\\\") ? `${end} ` : end;
}

/** Without its escapes: \2C is a comma, and so is \, itself. */
function readable(value: string): string {
  return value.replace(
    /(?:\\[0-9a-f]{2})+|\\(.)/gi,
    (escaped: string, sign?: string) => sign ?? decoded(escaped.match(/[0-9a-f]{2}/gi) ?? []),
  );
}

function decoded(bytes: readonly string[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

/** At this sign, where it isn't escaped; nothing where the text ends in the middle of an escape. */
function split(text: string, at: string): string[] | undefined {
  const parts: string[] = [];
  let part = "";
  for (let place = 0; place < text.length; place++) {
    const sign = text.charAt(place);
    if (sign === "\\" && place === text.length - 1) return undefined;
    if (sign === at) {
      parts.push(part);
      part = "";
    } else {
      part += sign === "\\" ? sign + text.charAt(++place) : sign;
    }
  }
  return [...parts, part];
}
