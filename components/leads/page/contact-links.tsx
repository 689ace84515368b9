"use client";

import { Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/components/ui/button";
import { TemplateMenu, useTemplatesFor } from "@/components/leads/page/message-templates";
import { useContact } from "@/components/leads/page/use-contact";
import { useDesk } from "@/components/leads/page/lead-desk";
import { cn } from "@/lib/core/cn";
import type { ContactChannel } from "@/lib/leads/schema";

export type Way = { channel: ContactChannel; href: string | null; icon: React.ReactNode; label: string };

export function useWays(): Way[] {
  const t = useTranslations("lead.contact");
  const { lead } = useDesk();
  const { call, whatsapp, mail } = lead.reach;
  const subject = encodeURIComponent(t("mailSubject", { company: lead.company.name }));
  return [
    { channel: "call", href: call, icon: <Phone aria-hidden />, label: t("call") },
    { channel: "whatsapp", href: whatsapp, icon: <MessageCircle aria-hidden />, label: t("whatsapp") },
    { channel: "mail", href: mail && `${mail}?subject=${subject}`, icon: <Mail aria-hidden />, label: t("mail") },
  ];
}

/** Call, WhatsApp and mail, as far as the lead left a way; each logs the attempt. */
export function ContactLinks({ className }: { className?: string }) {
  const ways = useWays().filter(({ href }) => href !== null);
  return (
    <div className={cn("flex flex-wrap gap-2", className)}>
      {ways.map((way, index) => (
        <ContactButton key={way.channel} way={way} variant={index === 0 ? "primary" : "secondary"} />
      ))}
    </div>
  );
}

/** The link, and beside it the texts there are for it. */
function ContactButton({ way, variant }: { way: Way; variant: "primary" | "secondary" }) {
  const templates = useTemplatesFor(way);
  if (templates.length === 0) return <ContactLink way={way} className={cn(buttonVariants({ variant }))} />;
  return (
    <div className="flex">
      <ContactLink way={way} className={cn(buttonVariants({ variant }), "rounded-r-none")} />
      <TemplateMenu way={way} variant={variant} />
    </div>
  );
}

export function ContactLink({ way, className }: { way: Way; className: string }) {
  const contact = useContact();
  const outside = way.channel === "whatsapp" ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a
      href={way.href ?? undefined}
      className={className}
      {...outside}
      onClick={() => {
        contact(way.channel);
      }}
    >
      {way.icon}
      {way.label}
    </a>
  );
}
