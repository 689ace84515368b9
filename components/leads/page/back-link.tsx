"use client";

import { ArrowLeft } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { boardOfPath } from "@/lib/leads/board/schema";

/** To the list one came from, as it was left where the browser can tell. */
export function BackLink({ list }: { list: string }) {
  const t = useTranslations("lead");
  const router = useRouter();
  return (
    <Link
      href={list}
      aria-label={t("back")}
      className="-ml-3 inline-grid size-11 place-items-center rounded-md hover:text-foreground"
      onClick={(event) => {
        if (!cameFromList()) return;
        event.preventDefault();
        router.back();
      }}
    >
      <ArrowLeft aria-hidden className="size-5" />
    </Link>
  );
}

type History = { currentEntry: { index: number } | null; entries: () => { url: string | null }[] };

/** Only some browsers tell where one was; without knowing, the arrow is a link like any other. */
function cameFromList(): boolean {
  const { navigation }: { navigation?: History } = window as object;
  const at = navigation?.currentEntry?.index ?? 0;
  const before = at > 0 ? navigation?.entries()[at - 1]?.url : null;
  if (typeof before !== "string") return false;
  const { pathname } = new URL(before);
  return pathname === "/leads" || boardOfPath(pathname) !== undefined;
}
