import { shortened } from "@/lib/core/text";
import { lettersIn } from "@/lib/i18n/words-in";
import { noteText } from "@/lib/leads/notes/schema";
import type { Letter } from "@/lib/core/mail/letter";
import type { MentionNames } from "@/lib/leads/notes/schema";

export type Mentioned = { author: string; label: string; number: number; lead: string; body: string };

/** As much of a note as a mail needs to say what it is about. */
const LONGEST = 600;

/** That somebody named the reader in a note. */
export function mentionLetter(
  note: Mentioned,
  names: MentionNames,
  { locale, baseUrl }: { locale: string; baseUrl: string },
): Letter {
  const t = lettersIn(locale);
  const said = noteText(note.body, names);
  return {
    subject: t("mention.subject", note),
    paragraphs: [
      note.lead === "" ? t("mention.textNameless", note) : t("mention.text", note),
      shortened(said, LONGEST),
    ],
    ...(baseUrl !== "" && { link: { label: t("mention.link"), href: `${baseUrl}/leads/${note.number}` } }),
    footer: t("mention.footer"),
  };
}
