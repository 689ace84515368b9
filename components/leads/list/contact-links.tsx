"use client";

import { Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { notify } from "@/components/ui/notify";
import { cn } from "@/lib/core/cn";
import { logContactAction } from "@/lib/leads/actions";
import type { LeadRow } from "@/lib/leads/list/schema";

type ContactLinksProps = { row: LeadRow; onContact: (id: string, change: Partial<LeadRow>) => void };

const link =
  "grid size-7 place-items-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground pointer-coarse:size-11";

/** Reaches the person in one press, and logs that it was tried. On a phone only the call, or the mail where there is no number. */
export function ContactLinks({ row, onContact }: ContactLinksProps) {
  const t = useTranslations("leads");
  const name = row.contactName || row.firm || row.label;
  const { call, whatsapp, mail } = row.reach;

  function log(channel: "call" | "whatsapp" | "mail") {
    if (!row.can.contact) return;
    const before = row.firstResponseAt;
    onContact(row.id, { firstResponseAt: before ?? new Date().toISOString() });
    void logContactAction({ leadId: row.id, channel }).then(
      (result) => {
        if (result.ok) {
          notify.success(t("contactLogged", { channel: t(`channels.${channel}`), lead: row.label }));
          return;
        }
        onContact(row.id, { firstResponseAt: before });
        notify.error(t("contactNotLogged", { lead: row.label }));
      },
      () => {
        onContact(row.id, { firstResponseAt: before });
        notify.error(t("contactNotLogged", { lead: row.label }));
      },
    );
  }

  return (
    <div className="flex justify-end gap-0.5 md:opacity-60 md:group-focus-within/row:opacity-100 md:group-hover/row:opacity-100">
      {call !== null && (
        <a
          href={call}
          aria-label={t("call", { name })}
          title={row.phone}
          className={cn(link, "max-md:size-12 max-md:rounded-full max-md:bg-accent-soft max-md:text-accent-text")}
          onClick={() => {
            log("call");
          }}
        >
          <Phone aria-hidden className="size-4 max-md:size-5" />
        </a>
      )}
      {whatsapp !== null && (
        <a
          href={whatsapp}
          target="_blank"
          rel="noreferrer"
          aria-label={t("whatsapp", { name })}
          title="WhatsApp"
          className={cn(link, "max-md:hidden")}
          onClick={() => {
            log("whatsapp");
          }}
        >
          <MessageCircle aria-hidden className="size-4" />
        </a>
      )}
      {mail !== null && (
        <a
          href={mail}
          aria-label={t("mail", { name })}
          title={row.email}
          className={cn(
            link,
            call === null
              ? "max-md:size-12 max-md:rounded-full max-md:bg-accent-soft max-md:text-accent-text"
              : "max-md:hidden",
          )}
          onClick={() => {
            log("mail");
          }}
        >
          <Mail aria-hidden className="size-4 max-md:size-5" />
        </a>
      )}
    </div>
  );
}
