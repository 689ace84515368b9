"use client";

import { Command } from "cmdk";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Popover, PopoverContent, PopoverTitle } from "@/components/ui/popover";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { fold } from "@/lib/core/text";
import type { TagChoice } from "@/lib/leads/tags/schema";

type TagPickerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: HTMLElement | null;
  offered: readonly TagChoice[];
  /** Whether one that isn't there yet can be made by typing it. */
  makes: boolean;
  onPick: (tag: string) => void;
};

const LONGEST = 60;
const ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm select-none data-[selected=true]:bg-selected pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

/** A tag found by typing, or made of what was typed. */
export function TagPicker({ open, onOpenChange, anchor, offered, makes, onPick }: TagPickerProps) {
  const t = useTranslations("lead.tags");
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverContent anchor={anchor} finalFocus={() => anchor} className="w-64 p-0">
        <PopoverTitle className="sr-only">{t("add")}</PopoverTitle>
        <Choices offered={offered} makes={makes} onPick={onPick} />
      </PopoverContent>
    </Popover>
  );
}

function Choices({ offered, makes, onPick }: Pick<TagPickerProps, "offered" | "makes" | "onPick">) {
  const t = useTranslations("lead.tags");
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const found = offered.filter((tag) => fold(tag.name).includes(fold(name)));
  const isNew = name !== "" && offered.every((tag) => fold(tag.name) !== fold(name));
  return (
    <Command label={t("add")} loop shouldFilter={false}>
      <Command.Input
        autoFocus
        maxLength={LONGEST}
        value={typed}
        onValueChange={setTyped}
        placeholder={t(makes ? "findOrMake" : "find")}
        className="h-9 w-full border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-lg"
      />
      <Command.List label={t("add")} className="max-h-64 overflow-y-auto overscroll-contain p-1">
        {found.length === 0 && !(makes && isNew) && (
          <p className="px-3 py-4 text-center text-sm text-muted-foreground">{t("none")}</p>
        )}
        {found.map((tag) => (
          <Command.Item
            key={tag.name}
            value={tag.name}
            className={ITEM}
            onSelect={() => {
              onPick(tag.name);
            }}
          >
            <TonePill tone={isTone(tag.tone) ? tag.tone : "gray"}>{tag.name}</TonePill>
          </Command.Item>
        ))}
        {makes && isNew && (
          <Command.Item
            value={`new ${name}`}
            className={ITEM}
            onSelect={() => {
              onPick(name);
            }}
          >
            <Plus aria-hidden />
            <span className="min-w-0 truncate">{t("make", { tag: name })}</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}
