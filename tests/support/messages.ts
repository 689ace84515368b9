export type Messages = { [key: string]: string | Messages };

/** Every text by its full key, with the names of the values it puts in. */
function textsOf(messages: Messages, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const inner = typeof value === "string" ? [[key, value] as const] : [...textsOf(value, `${key}.`)];
    for (const [name, text] of inner) texts.set(`${prefix}${name}`, text);
  }
  return texts;
}

/** What one language says and the other doesn't, or says with other values in it, or says with nothing. */
export function differences(left: Messages, right: Messages): string[] {
  const [ours, theirs] = [textsOf(left), textsOf(right)];
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return keys.flatMap((key) => {
    const [our, their] = [ours.get(key), theirs.get(key)];
    if (our === undefined || their === undefined) return [`${key} is in one language only`];
    if (our.trim() === "" || their.trim() === "") return [`${key} is empty`];
    return placeholders(our) === placeholders(their) ? [] : [`${key} takes different values`];
  });
}

function placeholders(text: string): string {
  return [...new Set(valuesIn(text))].sort().join(" ");
}

/** A brace in a text opens a value; a brace among a value's choices opens a text. */
function valuesIn(text: string): string[] {
  return bracesOf(text).flatMap((value) => {
    const [name = "", , ...choices] = value.split(",");
    return [name.trim(), ...bracesOf(choices.join(",")).flatMap(valuesIn)];
  });
}

/** What stands in the outermost braces. */
function bracesOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(/[{}]/g)) {
    if (sign === "{" && depth++ === 0) start = index + 1;
    if (sign === "}" && --depth === 0) found.push(text.slice(start, index));
  }
  return found;
}
