/** The colours that data may choose: a status, a tag, a category. */
export const tones = [
  "gray",
  "blue",
  "cyan",
  "teal",
  "green",
  "lime",
  "amber",
  "orange",
  "red",
  "pink",
  "violet",
] as const;

export type Tone = (typeof tones)[number];

export function isTone(value: unknown): value is Tone {
  return tones.some((tone) => tone === value);
}

/** The same text always gets the same tone: for initials and other things without a colour of their own. */
export function toneOf(text: string): Tone {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tones[1 + (sum % (tones.length - 1))] ?? "gray";
}
