"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";

/** To the list one came from, as it was left where the browser can tell. */
export function BackLink({ label, list }: { label: string; list: string }) {
  const t = useTranslations("lead");
  const router = useRouter();
  return (
    <Link
      href={list}
      aria-label={t("back")}
      className="-ml-2 inline-flex h-11 items-center gap-1.5 rounded-md px-2 text-sm text-muted-foreground hover:text-foreground md:hidden"
      onClick={(event) => {
        if (!cameFromList()) return;
        event.preventDefault();
        router.back();
      }}
    >
      <ArrowLeft aria-hidden className="size-5" />
      {label}
    </Link>
  );
}

type History = { currentEntry: { index: number } | null; entries: () => (undefined | { url: string | null })[] };

/** Only some browsers tell where one was; without knowing, the arrow is a link like any other. */
function cameFromList(): boolean {
  const { navigation } = window as Window & { navigation?: History };
  const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url;
  return typeof before === "string" && new URL(before).pathname === "/leads";
}
