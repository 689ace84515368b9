"use client";

import { Ellipsis } from "lucide-react";
import { useRefresh } from "@/components/live/use-refresh";
import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { NativeSelect } from "@/components/ui/native-select";
import { notify } from "@/components/ui/notify";
import { cn } from "@/lib/core/cn";
import { rolesRefused } from "@/components/leads/views/refused-roles";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { writeColumns } from "@/lib/leads/list/columns/schema";
import { EVERYTHING, listQuery } from "@/lib/leads/list/schema";
import { saveViewAction } from "@/lib/leads/views/actions";
import type { ListedView, ViewSharing } from "@/lib/leads/views/schema";

const ViewDialog = lazyPart(() =>
  import("@/components/leads/views/view-dialog").then((file) => ({ default: file.ViewDialog })),
);

type ViewTabsProps = { views: readonly ListedView[]; sharing: ViewSharing };

/** Lists that were given a name: one press each; and to keep the list as it is now. On a phone a menu. */
export function ViewTabs({ views, sharing }: ViewTabsProps) {
  const t = useTranslations("leads");
  const router = useRouter();
  const refresh = useRefresh();
  const outcome = useOutcome();
  const { list, columns, pending, path } = useListNavigation();
  const [editing, setEditing] = useState<"new" | "view" | null>(null);
  const [saving, setSaving] = useState(false);
  const view = views.find((one) => one.id === list.view);

  const query = listQuery({ ...list, view: "", columns: "" });
  const places = list.columns === "" && !columns.arranged ? "" : writeColumns(columns.places);
  // A view without columns of its own is shown with each person's.
  const isChanged = view !== undefined && (query !== view.query || list.columns !== view.columns);
  const isKept = view !== undefined && !isChanged;
  const isWorthKeeping = !isKept && (query !== "" || isChanged);

  async function save(kept: ListedView) {
    setSaving(true);
    const { id, name, audience, companyId, updatedAt } = kept;
    const input = { id, name, audience, companyId, query, columns: list.columns, seen: updatedAt };
    const result = await saveViewAction(input).catch(lost);
    setSaving(false);
    if (result.ok) {
      notify.success(t("viewSaved", { view: name }));
      router.replace(viewHref(path, id), { scroll: false });
      refresh();
    } else {
      const roles = rolesRefused(result, sharing);
      if (roles) notify.error(t("viewRolesCantAsk", { roles }));
      else notify.error(outcome.text(result));
    }
  }

  const tabs = [{ id: "", name: t("allLeads") }, ...views];
  return (
    // There on a desk also before there is a view: else the table jumps with the first letter that is looked for.
    <div
      className={cn(
        "mt-3 flex min-h-9.5 items-center gap-2 border-b max-md:border-0",
        views.length === 0 && !isWorthKeeping && "max-md:hidden",
      )}
    >
      <nav
        aria-label={t("views")}
        className="-mb-px flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none] max-md:hidden"
      >
        {tabs.map((tab) => (
          <Link
            key={tab.id}
            href={viewHref(path, tab.id)}
            scroll={false}
            aria-current={tab.id === list.view ? "page" : undefined}
            className={cn(
              "max-w-56 shrink-0 truncate border-b-2 border-transparent px-2.5 py-2 text-sm font-medium text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2",
              tab.id === list.view && "border-accent text-foreground",
            )}
          >
            {tab.name}
            {tab.id === list.view && isChanged && <span className="font-normal"> · {t("viewChanged")}</span>}
          </Link>
        ))}
      </nav>
      {views.length > 0 && (
        <NativeSelect
          aria-label={t("views")}
          className="min-w-0 flex-1 md:hidden"
          options={tabs.map(({ id, name }) => ({ value: id, label: name }))}
          value={view?.id ?? ""}
          onChange={(event) => {
            router.push(viewHref(path, event.currentTarget.value), { scroll: false });
          }}
        />
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1 py-1 empty:hidden">
        {view?.mayChange && isChanged && (
          <Button size="sm" variant="primary" pending={saving} disabled={pending} onClick={() => void save(view)}>
            {t("saveView")}
          </Button>
        )}
        {isWorthKeeping && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setEditing("new");
            }}
          >
            {t("saveAsView")}
          </Button>
        )}
        {view && (
          <IconButton
            size="sm"
            label={t("viewOptions", { view: view.name })}
            onClick={() => {
              setEditing("view");
            }}
          >
            <Ellipsis aria-hidden />
          </IconButton>
        )}
      </div>
      {editing !== null && (
        <Suspense fallback={null}>
          <ViewDialog
            view={editing === "view" ? view : undefined}
            views={views}
            sharing={sharing}
            now={{ query, columns: places }}
            onClose={() => {
              setEditing(null);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** As table or as board, whichever is looked at. */
function viewHref(path: string, id: string): string {
  return `${path}?${id === "" ? EVERYTHING : `view=${id}`}`;
}
