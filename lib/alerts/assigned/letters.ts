import { shortened } from "@/lib/core/text";
import { lettersIn } from "@/lib/i18n/words-in";
import { leadHref, leadsHref } from "@/lib/leads/list/schema";
import { leadLabel } from "@/lib/leads/schema";
import type { Letter } from "@/lib/core/mail/letter";

/** A lead that somebody was given; `giver`: the person, where it was one; `rule`: of assignment, where it was one. */
export type GivenLead = {
  number: number;
  contactName: string;
  firm: string;
  service: string;
  giver: string;
  rule: string;
};

/** What is longer isn't read in a mail's list. */
const LONGEST = 80;

/**
 * What somebody was given since they were last told: the first leads, and how many there are in all. No phone, mail or message:
 * those stay in the house.
 */
export function assignedLetter(
  { given, count }: { given: readonly GivenLead[]; count: number },
  { locale, baseUrl }: { locale: string; baseUrl: string },
): Letter {
  const t = lettersIn(locale);
  const [first] = given;
  const isOne = first !== undefined && count === 1;
  const more = count - given.length;
  const href = isOne ? leadHref(first.number) : leadsHref({ owner: ["me"] });
  return {
    subject: isOne ? t("assigned.subject", { lead: titleOf(first) }) : t("assigned.subjectMany", { count }),
    paragraphs: [
      isOne ? howOne(first) : t("assigned.textMany", { count }),
      [...given.map(lineOf), ...(more > 0 ? [t("assigned.more", { count: more })] : [])].join("\n"),
    ],
    ...(baseUrl !== "" && {
      link: { label: t(isOne ? "assigned.link" : "assigned.linkMany"), href: baseUrl + href },
    }),
    footer: t("assigned.footer"),
  };

  function howOne({ giver, rule }: GivenLead): string {
    if (rule !== "") return t("assigned.byRule", { rule });
    return giver === "" ? t("assigned.text") : t("assigned.byPerson", { giver });
  }
}

function titleOf({ number, contactName, firm }: GivenLead): string {
  const who = shortened(contactName || firm, LONGEST);
  return who === "" ? leadLabel(number) : `${who} (${leadLabel(number)})`;
}

function lineOf({ number, contactName, firm, service }: GivenLead): string {
  const words = [contactName, firm, service].filter(Boolean).map((text) => shortened(text, LONGEST));
  return [leadLabel(number), ...words].join(" · ");
}
