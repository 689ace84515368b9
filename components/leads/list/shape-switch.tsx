"use client";

import { Columns2, Rows3, UserRound } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { boardPath } from "@/lib/leads/board/schema";
import { EVERYTHING, listQuery } from "@/lib/leads/list/schema";

/** The same leads as a table, or as a board by status or by owner. */
export function ShapeSwitch() {
  const t = useTranslations("leads.shape");
  const { list, choices, path } = useListNavigation();
  const query = listQuery(list) || EVERYTHING;
  const shapes = [
    { key: "table", path: "/leads", Icon: Rows3 },
    { key: "status", path: boardPath("status"), Icon: Columns2 },
    ...(choices.seesOthers ? [{ key: "owner", path: boardPath("owner"), Icon: UserRound } as const] : []),
  ] as const;
  return (
    <nav
      aria-label={t("label")}
      className="ml-auto inline-flex h-8 shrink-0 items-stretch gap-1 rounded-lg bg-muted p-1 pointer-coarse:h-11"
    >
      {shapes.map(({ key, path: to, Icon }) => (
        <Link
          key={key}
          href={`${to}?${query}`}

          aria-label={t(key)}
          title={t(key)}
          aria-current={to === path ? "page" : undefined}
          className="inline-flex min-w-8 items-center justify-center rounded-md px-2 text-muted-foreground hover:text-foreground aria-[current=page]:bg-raised aria-[current=page]:text-foreground aria-[current=page]:shadow-card dark:aria-[current=page]:bg-control pointer-coarse:min-w-9 [&_svg]:size-4"
        >
          <Icon aria-hidden />
        </Link>
      ))}
    </nav>
  );
}
