const MOST = 20_000;

export type BodyText = { text: string; shown: number; size: number } | { binary: true; size: number };

/** The raw body as a person can look at it. JSON is laid out; what isn't text is only counted. */
export function bodyText(body: Uint8Array, size: number): BodyText {
  const part = body.subarray(0, MOST);
  const text = new TextDecoder().decode(part);
  const unreadable = text.split("").filter((letter) => letter === "\uFFFD" || letter < "\t").length;
  if (unreadable > text.length / 20 && text.length > 20) return { binary: true, size };
  const whole = part.byteLength === size;
  return { text: whole ? laidOut(text) : text, shown: part.byteLength, size };
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
