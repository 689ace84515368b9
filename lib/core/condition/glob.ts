/*
 * A pattern is kept as the pieces of its LIKE pattern: "%" (any run), "_" (one character), or one character as it is,
 * escaped by "\" where LIKE needs that. The pieces joined are what PostgreSQL gets.
 */
export type Glob = readonly string[];

const escape = (character: string) => ("%_\\".includes(character) ? `\\${character}` : character);

/** The text itself, wherever. */
export const literal = (text: string): Glob => Array.from(text, escape);

/** `*` any run, `?` any one character; `\` makes the next one itself. */
export function globOf(pattern: string): Glob {
  const pieces: string[] = [];
  const characters = Array.from(pattern);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? "";
    if (character === "*") {
      if (pieces.at(-1) !== "%") pieces.push("%");
    } else if (character === "?") pieces.push("_");
    else if (character === "\\") pieces.push(escape(characters[++i] ?? "\\"));
    else pieces.push(escape(character));
  }
  return pieces;
}

/**
 * Whether the whole text is of that pattern. Only the last "any run" is ever taken back, so the work is bounded by
 * text × pattern, whatever the pattern.
 */
export function isLike(text: string, glob: Glob): boolean {
  const characters = Array.from(text);
  let at = 0;
  let piece = 0;
  let retryAt = 0;
  let retryPiece = -1;
  while (at < characters.length) {
    const wanted = glob[piece];
    if (wanted === "%") {
      retryAt = at;
      retryPiece = ++piece;
    } else if (wanted !== undefined && (wanted === "_" || wanted.endsWith(characters[at] ?? ""))) {
      at++;
      piece++;
    } else if (retryPiece >= 0) {
      at = ++retryAt;
      piece = retryPiece;
    } else return false;
  }
  return glob.slice(piece).every((rest) => rest === "%");
}
