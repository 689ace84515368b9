"use client";

import { CircleDot, Keyboard, ListTodo, MessageSquareText, NotebookPen, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useOfferedActs } from "@/components/leads/lead-acts";
import { recentNumbers } from "@/components/leads/recent-leads";
import { NavIcon } from "@/components/shell/nav-items";
import { showShortcuts } from "@/components/shell/shortcuts";
import { CommandPalette } from "@/components/ui/command-palette";
import type { NavItem } from "@/components/shell/nav-items";
import { fold } from "@/lib/core/text";
import { leadHref, leadsHref } from "@/lib/leads/list/schema";
import type { CommandEntry, CommandGroup } from "@/components/ui/command-dialog";
import type { FoundLead } from "@/lib/leads/list/found/schema";

const PAUSE_MS = 150;

type LeadPaletteProps = {
  items: readonly NavItem[];
  /** What lies within those, found by what else it may be called; all of it at once were too much to read. */
  places: readonly (NavItem & { keywords: string[] })[];
  userId: string;
};

/** Ctrl K: go to a screen, or to a lead by its number, name, firm, mail or phone; and what the keyboard can do. */
export function LeadPalette({ items, places, userId }: LeadPaletteProps) {
  const t = useTranslations("palette");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const { found, loading } = useFoundLeads(text);
  const { recent, readRecent } = useRecentLeads(userId);
  const { views, readViews } = useViews();
  const offered = useOfferedActs();

  const leadEntry = (lead: FoundLead): CommandEntry => ({
    key: lead.id,
    label: lead.title,
    detail: lead.hint,
    ...(lead.title !== lead.label && { hint: lead.label }),
    icon: <NavIcon name="leads" />,
    always: true,
    run: () => {
      router.push(leadHref(lead.number));
    },
  });
  const shown: CommandGroup[] = [
    {
      key: "acts",
      heading: offered?.lead ?? "",
      entries: (offered?.acts ?? []).map((act) => ({
        key: act,
        label: t(`acts.${act}`),
        icon: ACT_ICONS[act],
        hint: ACT_KEYS[act],
        run: () => {
          // Once the palette is gone and has given the focus back.
          setTimeout(() => offered?.run(act));
        },
      })),
    },
    { key: "leads", heading: t("leads"), entries: found.map(leadEntry) },
    { key: "recent", heading: t("recent"), entries: text === "" ? recent.map(leadEntry) : [] },
    {
      key: "screens",
      heading: t("goTo"),
      entries: items.map((item) => ({
        key: item.key,
        label: item.label,
        ...(item.keywords && { keywords: item.keywords }),
        icon: <NavIcon name={item.icon} />,
        run: () => {
          router.push(item.href);
        },
      })),
    },
    {
      key: "places",
      heading: t("places"),
      entries: (text === "" ? [] : places).map((place) => ({
        key: place.key,
        label: place.label,
        keywords: place.keywords,
        icon: <NavIcon name={place.icon} />,
        run: () => {
          router.push(place.href);
        },
      })),
    },
    {
      key: "views",
      heading: t("views"),
      entries: views.map(({ id, name }) => ({
        key: id,
        label: name,
        icon: <NavIcon name="leads" />,
        run: () => {
          router.push(`/leads?view=${id}`);
        },
      })),
    },
    {
      key: "more",
      heading: t("more"),
      entries: [
        ...(items.some(({ key }) => key === "tasks")
          ? [
              {
                key: "task",
                label: t("newTask"),
                icon: <ListTodo aria-hidden />,
                run: () => {
                  router.push("/tasks?new=task");
                },
              },
            ]
          : []),
        { key: "shortcuts", label: t("shortcuts"), icon: <Keyboard aria-hidden />, hint: "?", run: showShortcuts },
      ],
    },
    {
      key: "search",
      heading: t("search"),
      entries:
        text === ""
          ? []
          : [
              {
                key: "all",
                label: t("searchAll", { text }),
                always: true,
                run: () => {
                  router.push(leadsHref({ q: text }));
                },
              },
            ],
    },
  ];

  return (
    <CommandPalette
      label={t("label")}
      placeholder={t("placeholder")}
      emptyText={t("empty")}
      loadingText={t("loading")}
      loading={loading}
      preselected={preselectedOf(text, loading, found, [
        ...[...items, ...places].flatMap(({ label, keywords = [] }) =>
          [label, ...keywords].map((one) => ({ label: one })),
        ),
        ...views.map(({ name }) => ({ label: name })),
      ])}
      query={typed}
      onQueryChange={setTyped}
      onOpen={() => {
        readRecent();
        readViews();
      }}
      groups={shown.filter((group) => group.entries.length > 0)}
    />
  );
}

const ACT_KEYS = { status: "E", assign: "A", log: "C", note: "N", task: "T" } as const;
const ACT_ICONS = {
  status: <CircleDot aria-hidden />,
  assign: <UserRound aria-hidden />,
  log: <NotebookPen aria-hidden />,
  note: <MessageSquareText aria-hidden />,
  task: <ListTodo aria-hidden />,
} as const;

/** Enter opens the lead that was found, unless what is typed is how another entry begins; what isn't answered yet is no find. */
function preselectedOf(text: string, loading: boolean, found: FoundLead[], others: readonly { label: string }[]) {
  if (loading) return undefined;
  const exact = found.find((lead) => lead.exact);
  const named = others.some(({ label }) => fold(label).startsWith(fold(text)));
  const lead = exact ?? (named ? undefined : found[0]);
  return lead && `leads:${lead.id}`;
}

/** The leads last opened here, read anew each time: who may still see them, and what they are called now. */
function useRecentLeads(userId: string): { recent: FoundLead[]; readRecent: () => void } {
  const [recent, setRecent] = useState<FoundLead[]>([]);
  function readRecent() {
    const numbers = recentNumbers(userId);
    if (numbers.length === 0) return;
    fetch(`/api/leads/recent?numbers=${numbers.join(",")}`)
      .then(async (reply) => (reply.ok ? ((await reply.json()) as FoundLead[]) : []))
      .then(setRecent, () => undefined);
  }
  return { recent, readRecent };
}

type ViewName = { id: string; name: string };

function useViews(): { views: ViewName[]; readViews: () => void } {
  const [views, setViews] = useState<ViewName[]>([]);
  function readViews() {
    fetch("/api/leads/views")
      .then(async (reply) => (reply.ok ? ((await reply.json()) as ViewName[]) : []))
      .then(setViews, () => undefined);
  }
  return { views, readViews };
}

function useFoundLeads(text: string): { found: FoundLead[]; loading: boolean } {
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
