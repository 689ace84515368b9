"use client";

import { Archive, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { SortableList } from "@/components/ui/sortable-list";
import type { ActionResult } from "@/lib/core/define-action";

type OrderedListProps<Item> = {
  title: string;
  newLabel: string;
  onNew: () => void;
  /** Those in use, in order. */
  items: readonly Item[];
  labelOf: (item: Item) => string;
  order: (ids: string[], seen: string[]) => Promise<ActionResult<unknown>>;
  onEdit: (item: Item) => void;
  onRetire: (item: Item) => void;
  /** Stands where there is none. */
  empty?: React.ReactNode;
  /** At least one has to stay. */
  keepsOne?: boolean;
  /** Why one can't be retired, where it can't. */
  stays?: (item: Item) => string | null;
  children: (item: Item) => React.ReactNode;
};

/** Words of one's own in their order: put in order, edited and retired where they stand. */
export function OrderedList<Item extends { id: string }>({
  title,
  newLabel,
  onNew,
  items,
  labelOf,
  order,
  onEdit,
  onRetire,
  empty,
  keepsOne = false,
  stays = () => null,
  children,
}: OrderedListProps<Item>) {
  const t = useTranslations("vocabulary");
  const { items: ordered, setOrder } = useItemOrder(items, order);
  return (
    <Section
      title={title}
      {...(items.length > 1 && { description: t("orderHint") })}
      actions={
        <Button size="sm" onClick={onNew}>
          <Plus aria-hidden />
          {newLabel}
        </Button>
      }
    >
      <Card>
        {items.length === 0 && empty}
        <SortableList
          items={ordered}
          idOf={({ id }) => id}
          handleLabel={(item) => t("drag", { label: labelOf(item) })}
          onOrder={setOrder}
        >
          {(item) => (
            <div className="flex items-center gap-2 py-1.5">
              <div className="min-w-0 flex-1">{children(item)}</div>
              <IconButton
                label={t("editNamed", { label: labelOf(item) })}
                size="sm"
                onClick={() => {
                  onEdit(item);
                }}
              >
                <Pencil aria-hidden />
              </IconButton>
              <IconButton
                label={stays(item) ?? t("retireNamed", { label: labelOf(item) })}
                size="sm"
                disabled={stays(item) !== null || (keepsOne && items.length < 2)}
                onClick={() => {
                  onRetire(item);
                }}
              >
                <Archive aria-hidden />
              </IconButton>
            </div>
          )}
        </SortableList>
      </Card>
    </Section>
  );
}

/** In the order chosen a moment ago until the server has it, or has refused it. */
function useItemOrder<Item extends { id: string }>(items: readonly Item[], order: OrderedListProps<Item>["order"]) {
  const { run } = useRun();
  const [chosen, setChosen] = useState<{ over: readonly Item[]; ids: string[] } | null>(null);
  const ids = items.map(({ id }) => id);
  const shown = chosen?.over === items ? chosen.ids : ids;

  async function setOrder(next: string[]): Promise<void> {
    setChosen({ over: items, ids: next });
    const done = await run(() => order(next, ids));
    if (done === undefined) setChosen(null);
  }

  return {
    items: shown.flatMap((id) => items.find((item) => item.id === id) ?? []),
    setOrder: (next: string[]) => void setOrder(next),
  };
}
