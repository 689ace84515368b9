import { visible } from "@/lib/core/text";

const LONGEST = 180;
const ENDING = /\.[^.\s]{1,12}$/u;

/**
 * A file's name as it is kept and shown: without the folders it lay in, line ends, and signs that turn what follows round
 * (`gpj.exe` must not read `exe.jpg`).
 */
export function fileName(said: string): string {
  const last = said.toWellFormed().replaceAll("\\", "/").split("/").at(-1) ?? "";
  const plain = visible(last)
    .replaceAll(/[\0-\x1f\x7f-\x9f\u061c\u2028\u2029]+/g, " ")
    .trim();
  if (/^\.*$/.test(plain)) return "file";
  const letters = Array.from(plain);
  if (letters.length <= LONGEST) return plain;
  const ending = ENDING.exec(plain)?.[0] ?? "";
  return letters.slice(0, LONGEST - ending.length).join("") + ending;
}

/** How a browser is told the name: plain letters for old ones, the name itself in an encoding that nothing escapes from. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
