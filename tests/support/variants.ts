import { understand } from "@/lib/intake/understand";
import type { RawRequest, SourceSettings, Understood } from "@/lib/intake/schema";
import { send, SITE } from "@/tests/support/wordpress";

/** A way to send a form that no fixture shows: what it is, what arrives, what has to be understood of it. */
export type Variant = [
  title: string,
  request: RawRequest,
  expected: Partial<Understood>,
  settings?: Partial<SourceSettings>,
];

/** The first submission understood, as far as the expectation speaks of it. */
export function understoodOf(request: RawRequest, expected: object, settings: Partial<SourceSettings> = {}): object {
  const [found] = understand(request, { ...SITE, ...settings });
  return Object.fromEntries(Object.keys(expected).map((key) => [key, found?.[key as keyof Understood]]));
}

export const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

export const plainText = (body: string) => send({ headers: { "content-type": "text/plain; charset=UTF-8" }, body });

export function multipart(parts: [string, string][], extra = ""): RawRequest {
  const body = parts
    .map(([name, value]) => `--XbX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("");
  return send({ headers: { "content-type": "multipart/form-data; boundary=XbX" }, body: `${body}${extra}--XbX--\r\n` });
}
