import { lettersIn } from "@/lib/i18n/words-in";
import type { Letter } from "@/lib/core/mail/letter";

type Asking = { firstName: string; locale: string };

/** Asks whoever reads this mailbox whether it was them. */
export function confirmLetter(to: Asking, { organisation, href }: { organisation: string; href: string }): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t("request.subject", { organisation }),
    paragraphs: [t("request.text", { name: to.firstName, organisation }), t("request.ignore")],
    link: { label: t("request.link"), href },
    footer: t("request.footer"),
  };
}

/** Says only to the mailbox itself that there is an account already. */
export function alreadyLetter(to: Asking, { organisation, href }: { organisation: string; href: string }): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t("already.subject", { organisation }),
    paragraphs: [t("already.text", { name: to.firstName, organisation }), t("already.then")],
    link: { label: t("already.link"), href },
    footer: t("request.footer"),
  };
}

type Waiting = { name: string; email: string; count: number };

/** Tells whoever may give access that somebody waits for it. */
export function waitingLetter(
  { name, email, count }: Waiting,
  to: { locale: string; organisation: string; baseUrl: string },
): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t("requestWaiting.subject", { name, organisation: to.organisation }),
    paragraphs: [t("requestWaiting.text", { name, email }), t("requestWaiting.more", { count })],
    ...(to.baseUrl !== "" && { link: { label: t("requestWaiting.link"), href: `${to.baseUrl}/users/requests` } }),
    footer: t("requestWaiting.footer"),
  };
}
