"use client";

import { Pencil, Plus, Target, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { sizeOf } from "@/components/leads/list/filter-condition";
import { TargetDialog } from "@/components/leads/targets/target-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { SortableList } from "@/components/ui/sortable-list";
import { Switch } from "@/components/ui/switch";
import { formatDuration, formatHours } from "@/lib/core/format";
import { orderTargetsAction, removeTargetAction, updateTargetAction } from "@/lib/leads/clocks/actions";
import type { EditorField } from "@/components/condition/draft";
import type { TargetView } from "@/lib/leads/clocks/schema";

type TargetListProps = { targets: readonly TargetView[]; fields: readonly EditorField[] };

/** The targets in their order, of which the first that fits a lead counts. */
export function TargetList({ targets, fields }: TargetListProps) {
  const t = useTranslations("targets");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [editing, setEditing] = useState<TargetView | "new">();
  const [removing, setRemoving] = useState<TargetView>();
  const add = (
    <Button
      size="sm"
      onClick={() => {
        setEditing("new");
      }}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );

  async function remove(target: TargetView) {
    await run(() => removeTargetAction({ targetId: target.id }));
    setRemoving(undefined);
  }

  return (
    <Section title={t("list")} description={t("listText")} actions={targets.length > 0 && add}>
      <Card>
        {targets.length === 0 ? (
          <EmptyState icon={<Target />} title={t("none")} description={t("noneText")} action={add} />
        ) : (
          <SortableList
            items={targets}
            idOf={({ id }) => id}
            handleLabel={({ name }) => t("drag", { name })}
            onOrder={(ids) => void run(() => orderTargetsAction({ ids, seen: targets.map(({ id }) => id) }))}
          >
            {(target) => (
              <TargetRow
                target={target}
                pending={pending}
                onActive={(active) =>
                  void run(() =>
                    updateTargetAction({ targetId: target.id, set: { active }, seen: { active: target.active } }),
                  )
                }
                onEdit={() => {
                  setEditing(target);
                }}
                onRemove={() => {
                  setRemoving(target);
                }}
              />
            )}
          </SortableList>
        )}
      </Card>
      {editing && (
        <TargetDialog
          target={editing === "new" ? undefined : editing}
          fields={fields}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => {
            setRemoving(undefined);
          }}
          title={t("removeTitle", { name: removing.name })}
          description={t("removeText")}
          confirmLabel={common("delete")}
          cancelLabel={common("cancel")}
          tone="danger"
          pending={pending}
          onConfirm={() => void remove(removing)}
        />
      )}
    </Section>
  );
}

type TargetRowProps = {
  target: TargetView;
  pending: boolean;
  onActive: (active: boolean) => void;
  onEdit: () => void;
  onRemove: () => void;
};

function TargetRow({ target, pending, onActive, onEdit, onRemove }: TargetRowProps) {
  const t = useTranslations("targets");
  const to = { locale: useLocale() };
  const { name, assignMinutes, respondMinutes, working, active } = target;
  const time = (minutes: number) =>
    working ? `${formatHours(minutes, to)} ${t("ofWorking")}` : `${formatDuration(minutes * 60, to)} ${t("ofWall")}`;
  const aims = [
    assignMinutes !== null && t("assignIn", { time: time(assignMinutes) }),
    respondMinutes !== null && t("respondIn", { time: time(respondMinutes) }),
    t("conditions", { count: sizeOf(target.condition) }),
  ];
  return (
    <div className="flex items-center gap-2 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">{name}</p>
        <p className="text-xs text-muted-foreground">{aims.filter(Boolean).join(" · ")}</p>
      </div>
      <Switch aria-label={t("activeNamed", { name })} checked={active} disabled={pending} onCheckedChange={onActive} />
      <IconButton label={t("editNamed", { name })} size="sm" onClick={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton label={t("removeNamed", { name })} size="sm" onClick={onRemove}>
        <Trash2 aria-hidden />
      </IconButton>
    </div>
  );
}
