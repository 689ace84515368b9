"use client";

import { ChevronDown, Copy } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useContact } from "@/components/leads/page/use-contact";
import { useDesk } from "@/components/leads/page/lead-desk";
import { buttonVariants } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { Popover, PopoverContent, PopoverTitle, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/core/cn";
import { templateHref } from "@/lib/leads/templates/schema";
import type { Way } from "@/components/leads/page/contact-links";
import type { FilledTemplate } from "@/lib/leads/templates/schema";

/** The texts there are for a way of reaching the lead; none for a call. */
export function useTemplatesFor({ channel, href }: Pick<Way, "channel" | "href">): readonly FilledTemplate[] {
  const { templates } = useDesk();
  return href === null ? [] : templates.filter((template) => template.channel === channel);
}

/** Beside the button that writes without one. */
export function TemplateMenu({ way, variant }: { way: Way; variant: "primary" | "secondary" }) {
  const t = useTranslations("lead.templates");
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={t(`open.${way.channel as "mail"}`)}
        title={t(`open.${way.channel as "mail"}`)}
        className={cn(buttonVariants({ variant, size: "icon" }), "-ml-px w-7 rounded-l-none")}
      >
        <ChevronDown aria-hidden />
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-1.5">
        <PopoverTitle className="px-2 pt-1 pb-1.5 text-xs font-medium text-muted-foreground">
          {t(`title.${way.channel as "mail"}`)}
        </PopoverTitle>
        <TemplateChoice
          way={way}
          onChosen={() => {
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

/** On a phone the button itself opens them, with the empty message first. */
export function TemplateSheet({ way, className }: { way: Way; className: string }) {
  const t = useTranslations("lead.templates");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={className}>
        {way.icon}
        {way.label}
      </DialogTrigger>
      <DialogContent title={t(`title.${way.channel as "mail"}`)} closeLabel={common("close")}>
        <div className="-mx-2">
          <TemplateChoice
            way={way}
            withEmpty
            onChosen={() => {
              setOpen(false);
            }}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

type TemplateChoiceProps = { way: Way; withEmpty?: boolean; onChosen: () => void };

const rowClass =
  "min-w-0 flex-1 rounded-md px-2 py-1.5 text-left hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:py-2";

function TemplateChoice({ way, withEmpty = false, onChosen }: TemplateChoiceProps) {
  const t = useTranslations("lead.templates");
  const contact = useContact();
  const templates = useTemplatesFor(way);
  const [base = ""] = way.href?.split("?") ?? [];
  const outside = way.channel === "whatsapp" ? { target: "_blank", rel: "noopener noreferrer" } : {};
  const chosen = () => {
    contact(way.channel);
    onChosen();
  };

  async function copy({ channel, subject, body }: FilledTemplate, beside: Element): Promise<void> {
    const done = await copyText(channel === "mail" && subject !== "" ? `${subject}\n\n${body}` : body, beside);
    if (done) notify.success(t("copied"));
    else notify.error(t("copyRefused"));
  }

  return (
    <>
      <ul className="flex flex-col">
        {withEmpty && (
          <li className="flex">
            <a href={way.href ?? undefined} className={rowClass} {...outside} onClick={chosen}>
              {t("empty")}
            </a>
          </li>
        )}
        {templates.map((template) => (
          <li key={template.id} className="flex items-start gap-1">
            <a href={templateHref(base, template)} className={rowClass} {...outside} onClick={chosen}>
              <span className="block truncate font-medium">{template.name}</span>
              <span dir="auto" className="line-clamp-2 text-xs text-muted-foreground wrap-anywhere">
                {template.body}
              </span>
            </a>
            <IconButton
              label={t("copy", { name: template.name })}
              size="sm"
              className="mt-1 text-muted-foreground"
              onClick={(event) => void copy(template, event.currentTarget)}
            >
              <Copy aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Link
        href="/settings/templates"
        className="mt-1 block rounded-md border-t px-2 pt-2 pb-1 text-xs text-muted-foreground hover:text-foreground hover:underline pointer-coarse:py-3"
      >
        {t("edit")}
      </Link>
    </>
  );
}
