"use client";

import { ListPlus, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ConditionRow } from "@/components/condition/condition-row";
import { conditionOf, groupOf, isGroup, levelsOf, MODES, newLeaf } from "@/components/condition/draft";
import type { EditorField, Group, Item } from "@/components/condition/draft";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { MAX_DEPTH } from "@/lib/core/condition/operators";
import type { Condition } from "@/lib/core/condition/schema";

type ConditionEditorProps = {
  fields: readonly EditorField[];
  value: Condition;
  /** Every step, a half-made condition too: the form that saves it asks `conditionSchema` and `validateCondition`. */
  onChange: (value: Condition) => void;
};

/** Draws any condition, and changes it. */
export function ConditionEditor({ fields, value, onChange }: ConditionEditorProps) {
  return (
    <GroupEditor
      fields={fields}
      group={groupOf(value)}
      level={0}
      onChange={(group) => {
        onChange(conditionOf(group));
      }}
    />
  );
}

type GroupEditorProps = {
  fields: readonly EditorField[];
  group: Group;
  /** How many levels of the condition are above this group. */
  level: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
};

function GroupEditor({ fields, group, level, onChange, onRemove }: GroupEditorProps) {
  const t = useTranslations("condition");
  const addButton = useRef<HTMLButtonElement>(null);
  const [firstField] = fields;
  const inner = level + levelsOf(group);
  const setItems = (items: Item[]) => {
    onChange({ ...group, items });
  };
  const replace = (index: number, item: Item) => {
    setItems(group.items.with(index, item));
  };
  const remove = (index: number) => {
    setItems(group.items.toSpliced(index, 1));
    // What had the focus is gone; it would fall back to the top of the page.
    addButton.current?.focus();
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border bg-surface p-2.5 sm:p-3">
      <legend className="sr-only">{t("group")}</legend>
      <div className="flex items-center justify-between gap-2">
        <Select
          aria-label={t("mode")}
          className="w-auto max-w-full"
          options={MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          value={group.mode}
          onValueChange={(mode) => {
            onChange({ ...group, mode });
          }}
        />
        {onRemove && (
          <IconButton label={t("removeGroup")} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {group.items.length === 0 && <p className="text-sm text-muted-foreground">{t("empty")}</p>}
      {group.items.map((item, index) =>
        isGroup(item) ? (
          <GroupEditor
            key={index}
            fields={fields}
            group={item}
            level={inner}
            onChange={(next) => {
              replace(index, next);
            }}
            onRemove={() => {
              remove(index);
            }}
          />
        ) : (
          <ConditionRow
            key={index}
            fields={fields}
            leaf={item}
            number={index + 1}
            onChange={(next) => {
              replace(index, next);
            }}
            onRemove={() => {
              remove(index);
            }}
          />
        ),
      )}
      {firstField && (
        <div className="flex flex-wrap gap-2">
          <Button
            ref={addButton}
            size="sm"
            onClick={() => {
              setItems([...group.items, newLeaf(firstField)]);
            }}
          >
            <Plus aria-hidden />
            {t("addCondition")}
          </Button>
          {/* Room for the group as "none of", which takes two levels, and for a condition in it. */}
          {inner + 3 <= MAX_DEPTH && (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                setItems([...group.items, { mode: "any", items: [newLeaf(firstField)] }]);
              }}
            >
              <ListPlus aria-hidden />
              {t("addGroup")}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}
