import { put } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";

const LONGEST = 200_000;
const DEEPEST = 8;
const MOST_ITEMS = 5_000;

/** Reads one value after the other; `undefined` wherever something else stands than what PHP writes. */
class Reader {
  private at = 0;
  private items = 0;
  private readonly bytes: Uint8Array;
  private readonly utf8 = new TextDecoder("utf-8", { fatal: true });

  constructor(text: string) {
    this.bytes = new TextEncoder().encode(text);
  }

  whole(): Json | undefined {
    const value = this.value(0);
    return this.at === this.bytes.length ? value : undefined;
  }

  /** What stands before the next sign; lengths and numbers are short. */
  private upTo(sign: string): string | undefined {
    const end = this.bytes.indexOf(sign.charCodeAt(0), this.at);
    if (end === -1 || end - this.at > 40) return undefined;
    const text = String.fromCharCode(...this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  private passes(signs: string): boolean {
    const stands = Array.from(signs).every((sign, index) => this.bytes[this.at + index] === sign.charCodeAt(0));
    if (stands) this.at += signs.length;
    return stands;
  }

  private count(): number | undefined {
    const text = this.upTo(":");
    return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  }

  private value(depth: number): Json | undefined {
    if (depth > DEEPEST || ++this.items > MOST_ITEMS) return undefined;
    if (this.passes("N;")) return null;
    if (this.passes("s:")) return this.string();
    if (this.passes("a:")) return this.array(depth);
    const isTruth = this.passes("b:");
    if (!isTruth && !this.passes("i:") && !this.passes("d:")) return undefined;
    const text = this.upTo(";");
    if (text === undefined || !/^-?\d{1,20}(?:\.\d{1,30})?(?:E[+-]?\d{1,3})?$/i.test(text)) return undefined;
    if (isTruth) return text === "1";
    return Number.isSafeInteger(Number(text)) || text.includes(".") ? Number(text) : text;
  }

  private string(): string | undefined {
    const length = this.count();
    if (length === undefined || !this.passes('"')) return undefined;
    const from = this.at;
    this.at += length;
    if (!this.passes('";')) return undefined;
    try {
      return this.utf8.decode(this.bytes.subarray(from, from + length));
    } catch {
      return undefined;
    }
  }

  private array(depth: number): Json | undefined {
    const count = this.count();
    if (count === undefined || count > MOST_ITEMS || !this.passes("{")) return undefined;
    const found: JsonObject = {};
    for (let index = 0; index < count; index++) {
      const key = this.value(depth + 1);
      if (typeof key !== "string" && typeof key !== "number") return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      put(found, String(key), value);
    }
    if (!this.passes("}")) return undefined;
    const isList = Object.keys(found).every((key, index) => key === String(index));
    return isList ? Object.values(found) : found;
  }
}

/** How a text begins that PHP serialised, whole or cut. */
export const isSerialised = (text: string): boolean => /^\s*[aO]:\d{1,7}:[{"]/.test(text);

/** The list or object in a text that PHP's `serialize` made of texts, numbers and lists; undefined for any other text. */
export function unserialised(text: string): Json | undefined {
  const trimmed = text.trim();
  if (!isSerialised(trimmed) || trimmed.length > LONGEST) return undefined;
  return new Reader(trimmed).whole();
}
