import { formatDateTime } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import { calledBy } from "@/lib/webhooks/schema";
import type { FormatFor } from "@/lib/core/format";
import type { Letter } from "@/lib/core/mail/letter";

type SwitchedOff = { id: string; url: string; because: "gone" | "failing"; failingSince: Date };

/** That an address gets nothing any more, and why. */
export function switchedOffLetter(
  { id, url, because, failingSince }: SwitchedOff,
  to: FormatFor & { baseUrl: string },
): Letter {
  const t = lettersIn(to.locale);
  const host = calledBy(url);
  return {
    subject: t("webhook.subject", { host }),
    paragraphs: [t(`webhook.text.${because}`, { host, since: formatDateTime(failingSince, to) }), t("webhook.look")],
    ...(to.baseUrl !== "" && { link: { label: t("webhook.link"), href: `${to.baseUrl}/settings/webhooks/${id}` } }),
    footer: t("webhook.footer"),
  };
}
