import { lettersIn } from "@/lib/i18n/words-in";
import type { Via } from "@/lib/auth/identities/schema";
import type { Letter } from "@/lib/core/mail/letter";

type Reader = { firstName: string; userName: string; locale: string };
type Invited = { organisation: string; by: string; href: string };

/** That an account is there, and the link by which its password is chosen. */
export function invitationLetter(to: Reader, { organisation, by, href }: Invited): Letter {
  const t = lettersIn(to.locale);
  const { firstName: name, userName } = to;
  return {
    subject: t("invitation.subject", { organisation }),
    paragraphs: [t("invitation.text", { name, by, organisation }), t("invitation.then", { userName })],
    link: { label: t("invitation.link"), href },
    footer: t("invitation.footer"),
  };
}

/** The link that somebody asked for who has forgotten their password. */
export function forgottenLetter(to: Reader, { href, minutes }: { href: string; minutes: number }): Letter {
  const t = lettersIn(to.locale);
  const { firstName: name, userName } = to;
  return {
    subject: t("forgotten.subject"),
    paragraphs: [t("forgotten.text", { name, userName, minutes }), t("forgotten.ignore")],
    link: { label: t("forgotten.link"), href },
    footer: t("forgotten.footer"),
  };
}

/** The same for whoever's password is the company's directory's, or known to its identity provider alone. */
export function elsewhereLetter(to: Reader, via: Via): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t(`elsewhere.${via}.subject`),
    paragraphs: [t(`elsewhere.${via}.text`, { name: to.firstName }), t(`elsewhere.${via}.where`)],
    footer: t("forgotten.footer"),
  };
}

/** To the former address: that another one took its place, by which a new password can be asked for. */
export function mailChangedLetter(to: Reader, changed: { email: string; by: string; baseUrl: string }): Letter {
  const t = lettersIn(to.locale);
  const { email, by, baseUrl } = changed;
  return {
    subject: t("mailChanged.subject"),
    paragraphs: [t("mailChanged.text", { name: to.firstName, email, by }), t("mailChanged.look")],
    ...(baseUrl !== "" && { link: { label: t("mailChanged.link"), href: baseUrl } }),
    footer: t("mailChanged.footer"),
  };
}
