"use client";

import { CircleDot, NotebookPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { ContactLink, useWays } from "@/components/leads/page/contact-links";
import { TemplateSheet, useTemplatesFor } from "@/components/leads/page/message-templates";
import { useDesk } from "@/components/leads/page/lead-desk";
import { cn } from "@/lib/core/cn";
import type { Way } from "@/components/leads/page/contact-links";

const slot =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-2xs font-medium text-foreground focus-visible:-outline-offset-4 [&_svg]:size-5 [&_svg]:text-accent-text";

function ContactSlot({ way }: { way: Way }) {
  const templates = useTemplatesFor(way);
  return templates.length === 0 ? (
    <ContactLink way={way} className={slot} />
  ) : (
    <TemplateSheet way={way} className={slot} />
  );
}

/** What a thumb does with a lead. On a phone it takes the place of the navigation. */
export function ContactBar() {
  const t = useTranslations("lead");
  const { lead, setPanel, status } = useDesk();
  const ways = useWays();
  return (
    <div
      role="toolbar"
      aria-label={t("contact.bar")}
      data-bottom-bar
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-surface pb-safe shadow-popup md:hidden print:hidden"
    >
      {ways.map((way) =>
        way.href === null ? (
          <span
            key={way.channel}
            aria-hidden
            className={cn(slot, "font-normal text-muted-foreground [&_svg]:text-muted-foreground [&_svg]:opacity-40")}
          >
            {way.icon}
            {way.label}
          </span>
        ) : (
          <ContactSlot key={way.channel} way={way} />
        ),
      )}
      {lead.can.contact && (
        <button
          type="button"
          className={slot}
          onClick={() => {
            setPanel("log");
          }}
        >
          <NotebookPen aria-hidden />
          {t("contact.log")}
        </button>
      )}
      {lead.can.status && (
        <button
          type="button"
          className={slot}
          aria-label={t("status.change", { status: status.label })}
          onClick={() => {
            setPanel("status-sheet");
          }}
        >
          <CircleDot aria-hidden />
          {t("status.title")}
        </button>
      )}
    </div>
  );
}
