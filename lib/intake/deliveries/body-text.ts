import { inflated } from "@/lib/intake/content-encoding";

const MOST = 20_000;

export type BodyText = { text: string; shown: number; size: number } | { binary: true; size: number };

/** The raw body as a person can look at it: unpacked, and JSON laid out. What isn't text is only counted. */
export function bodyText(sent: Uint8Array, sentSize: number, contentEncoding = ""): BodyText {
  const body = inflated(sent, contentEncoding).bytes;
  const size = body === sent ? sentSize : body.byteLength;
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
