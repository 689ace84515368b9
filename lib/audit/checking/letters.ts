import { formatDateTime } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import type { FormatFor } from "@/lib/core/format";
import type { Letter } from "@/lib/core/mail/letter";

/** That the log isn't as it was written. What exactly stands on the screen: a mail may be read by anybody. */
export function foundWrongLetter(count: number, at: Date, to: FormatFor & { baseUrl: string }): Letter {
  const t = lettersIn(to.locale);
  const values = { count, at: formatDateTime(at, to) };
  return {
    subject: t("audit.subject"),
    paragraphs: [t("audit.text", values), t("audit.look")],
    ...(to.baseUrl !== "" && { link: { label: t("audit.link"), href: `${to.baseUrl}/settings/audit` } }),
    footer: t("audit.footer"),
  };
}
