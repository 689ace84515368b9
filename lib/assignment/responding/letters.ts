import { formatHours } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import { leadLabel } from "@/lib/leads/schema";
import type { FormatFor } from "@/lib/core/format";
import type { Letter } from "@/lib/core/mail/letter";

/** Who is written to, and what their links begin with; empty where nobody said. */
export type Reader = FormatFor & { baseUrl: string };

/** A lead that nobody has tried to reach. */
export type Unanswered = {
  number: number;
  who: string;
  owner: string;
  minutes: number;
  rule: string;
  /** Minutes from the reminder until somebody else gets it; null where nobody will. */
  left: number | null;
};

/** To its owner: nobody has tried to reach it. */
export function reminderLetter(lead: Unanswered, to: Reader): Letter {
  const { t, values, more } = wordsFor(lead, to);
  const then = lead.left === null ? [] : [t("reminder.then", { left: formatHours(lead.left, to) })];
  return { subject: t("reminder.subject", values), paragraphs: [t("reminder.text", values), ...then], ...more };
}

/** To whom it was taken from. */
export function takenBackLetter(lead: Unanswered, to: Reader): Letter {
  const { t, values, more } = wordsFor(lead, to);
  // They may not see it any more.
  return { subject: t("takenBack.subject", values), paragraphs: [t("takenBack.text", values)], footer: more.footer };
}

/** To who manages: nobody has tried to reach it, and nobody else will get it by itself. */
export function unansweredLetter(lead: Unanswered & { nobodyElse: boolean }, to: Reader): Letter {
  const { t, values, more } = wordsFor(lead, to);
  return {
    subject: t("unanswered.subject", values),
    paragraphs: [
      t("unanswered.text", values),
      t(lead.nobodyElse ? "unanswered.nobodyElse" : "unanswered.second", values),
    ],
    ...more,
  };
}

function wordsFor({ number, who, owner, minutes, rule }: Unanswered, to: Reader) {
  const t = lettersIn(to.locale);
  const label = leadLabel(number);
  const values = { lead: who === "" ? label : `${label}, ${who}`, owner, time: formatHours(minutes, to), rule };
  const link = to.baseUrl === "" ? undefined : { label: t("reminder.link"), href: `${to.baseUrl}/leads/${number}` };
  return { t, values, more: { ...(link && { link }), footer: t("footerAssignment") } };
}
