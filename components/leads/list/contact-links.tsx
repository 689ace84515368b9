"use client";

import { useTranslations } from "next-intl";
import { LeadIcon } from "@/components/leads/list/lead-icons";
import { useContactLog } from "@/components/leads/list/use-contact-log";
import type { LeadRow } from "@/lib/leads/list/schema";
import type { ContactChannel } from "@/lib/leads/schema";

type ContactLinksProps = { row: LeadRow; onContact: (id: string, change: Partial<LeadRow>) => void };

/** Reaches the person in one press, and logs that it was tried. On a phone only the call, or the mail where there is no number. */
export function ContactLinks({ row, onContact }: ContactLinksProps) {
  const t = useTranslations("leads");
  const name = row.contactName || row.firm || row.label;
  const { call, whatsapp, mail } = row.reach;
  const contacted = useContactLog(onContact);

  function log(channel: ContactChannel) {
    void contacted(row, channel);
  }

  return (
    <div className="lead-reach">
      {call !== null && (
        <a
          data-way="call"
          href={call}
          aria-label={t("call", { name })}
          title={row.phone}
          onClick={() => {
            log("call");
          }}
        >
          <LeadIcon name="call" />
        </a>
      )}
      {whatsapp !== null && (
        <a
          data-way="whatsapp"
          href={whatsapp}
          target="_blank"
          rel="noreferrer"
          aria-label={t("whatsapp", { name })}
          title="WhatsApp"
          onClick={() => {
            log("whatsapp");
          }}
        >
          <LeadIcon name="whatsapp" />
        </a>
      )}
      {mail !== null && (
        <a
          data-way="mail"
          href={mail}
          aria-label={t("mail", { name })}
          title={row.email}
          onClick={() => {
            log("mail");
          }}
        >
          <LeadIcon name="mail" />
        </a>
      )}
    </div>
  );
}
