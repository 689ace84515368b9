import { decodeText } from "@/lib/intake/charset";
import { MAX_PAIRS } from "@/lib/intake/php-brackets";
import type { Pair } from "@/lib/intake/php-brackets";

/** The boundary, from the header or, when that lost it, from the body's own first line. */
export function boundaryOf(contentType: string, body: Uint8Array): string | null {
  const named = /boundary\s*=\s*(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(contentType);
  if (named) return named[1] ?? named[2] ?? null;
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 400)).toString("latin1");
  return (
    /^\s*--([\w'()+,./:=?-]{1,100})\r?\n(?:content-(?:type|transfer-encoding|length):[^\n]*\n)*content-disposition:/i.exec(
      head,
    )?.[1] ?? null
  );
}

function parameter(header: string, name: string): string | null {
  const found = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.){0,500})"|[;\\s]${name}=([^\\s;"]{1,500})`, "i").exec(
    header,
  );
  const raw = found ? (found[1]?.replaceAll('\\"', '"') ?? found[2] ?? null) : null;
  return raw === null ? null : decodeText(Buffer.from(raw, "latin1")).text;
}

/** The parts of a multipart body, in order. Of an uploaded file its name, type and size; its bytes stay in the raw body. */
export function readMultipart(body: Uint8Array, boundary: string): Pair[] {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
  const mark = `--${boundary}`;
  const pairs: Pair[] = [];
  let at = text.indexOf(mark);
  while (at !== -1 && pairs.length < MAX_PAIRS) {
    const from = at + mark.length;
    if (text.startsWith("--", from)) break;
    const next = text.indexOf(mark, from);
    const part = text.slice(from, next === -1 ? text.length : next).replace(/^\r?\n/, "");
    at = next;
    const gap = /\r?\n\r?\n/.exec(part.slice(0, 4000));
    if (!gap) continue;
    const head = part.slice(0, gap.index);
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? "";
    const type = /^content-type:\s*([^\r\n]{1,200})/im.exec(head)?.[1]?.trim();
    const key = parameter(disposition, "name");
    if (key === null) continue;
    const content = Buffer.from(part.slice(gap.index + gap[0].length).replace(/\r?\n$/, ""), "latin1");
    const filename = parameter(disposition, "filename");
    if (filename === null) pairs.push({ key, value: decodeText(content, type ?? "").text });
    else if (filename !== "" || content.byteLength > 0) {
      pairs.push({ key, value: { filename, bytes: content.byteLength, ...(type ? { type } : {}) } });
    }
  }
  return pairs;
}
