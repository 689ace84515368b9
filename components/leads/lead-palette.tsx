"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { NavIcon } from "@/components/shell/nav-items";
import { CommandPalette } from "@/components/ui/command-palette";
import type { NavItem } from "@/components/shell/nav-items";
import type { CommandGroup } from "@/components/ui/command-dialog";
import type { FoundLead } from "@/lib/leads/list/schema";

const PAUSE_MS = 150;

/** Ctrl K: go to a screen, or to a lead by its number, name, firm, mail or phone. */
export function LeadPalette({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const { found, loading } = useFoundLeads(typed);

  const leads: CommandGroup = {
    key: "leads",
    heading: t("leads"),
    entries: found.map((lead) => ({
      key: lead.id,
      label: lead.title,
      hint: [lead.hint, lead.label].filter(Boolean).join(" · "),
      icon: <NavIcon name="leads" />,
      always: true,
      run: () => {
        router.push(`/leads/${lead.number}`);
      },
    })),
  };
  const screens: CommandGroup = {
    key: "screens",
    heading: t("goTo"),
    entries: items.map((item) => ({
      key: item.key,
      label: item.label,
      icon: <NavIcon name={item.icon} />,
      run: () => {
        router.push(item.href);
      },
    })),
  };
  const search: CommandGroup = {
    key: "search",
    heading: t("search"),
    entries: [
      {
        key: "all",
        label: t("searchAll", { text: typed.trim() }),
        always: true,
        run: () => {
          router.push(`/leads?q=${encodeURIComponent(typed.trim())}`);
        },
      },
    ],
  };

  return (
    <CommandPalette
      label={t("label")}
      placeholder={t("placeholder")}
      emptyText={t("empty")}
      loadingText={t("loading")}
      loading={loading}
      onQueryChange={setTyped}
      groups={[...(found.length > 0 ? [leads] : []), screens, ...(typed.trim() === "" ? [] : [search])]}
    />
  );
}

function useFoundLeads(typed: string): { found: FoundLead[]; loading: boolean } {
  const text = typed.trim();
  const [answer, setAnswer] = useState<{ text: string; found: FoundLead[] }>({ text: "", found: [] });
  useEffect(() => {
    if (text === "") return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/leads/search?q=${encodeURIComponent(text)}`, { signal: stop.signal })
        .then(async (reply) => (reply.ok ? ((await reply.json()) as FoundLead[]) : []))
        .then(
          (found) => {
            setAnswer({ text, found });
          },
          () => {
            // Typed on, or the server is away: what was found before stays until the next answer.
            if (!stop.signal.aborted) setAnswer({ text, found: [] });
          },
        );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return { found: text === "" ? [] : answer.found, loading: text !== "" && answer.text !== text };
}
