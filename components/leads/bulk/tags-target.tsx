"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatNumber } from "@/lib/core/format";
import { fold } from "@/lib/core/text";
import { bulkTagsAction } from "@/lib/leads/bulk/changing/actions";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { BulkChangeSet, BulkTags, Selection } from "@/lib/leads/bulk/changing/schema";
import type { TagChoice } from "@/lib/leads/tags/schema";

type TagsTargetProps = { selection: Selection; onSet: (set: BulkChangeSet | null) => void };

/** Tags to give, of those there are or new ones, and tags to take away, of those that the leads have. */
export function TagsTarget({ selection, onSet }: TagsTargetProps) {
  const t = useTranslations("leads");
  const locale = useLocale();
  const { tags, loading } = useBulkTags(selection);
  const [chosen, setChosen] = useState<{ add: string[]; remove: string[] }>({ add: [], remove: [] });

  function say(which: "add" | "remove", names: string[]) {
    const next = { ...chosen, [which]: names };
    setChosen(next);
    onSet(next.add.length + next.remove.length === 0 ? null : { kind: "tags", ...next });
  }

  return (
    <>
      <Field label={t("bulk.tags.add")}>
        <TagsField
          makes
          tags={tags.offered}
          loading={loading}
          chosen={chosen.add}
          onChosen={(names) => {
            say("add", names);
          }}
        />
      </Field>
      <Field label={t("bulk.tags.remove")}>
        <TagsField
          tags={tags.standing}
          loading={loading}
          hintOf={({ leads }) => formatNumber(leads, { locale })}
          chosen={chosen.remove}
          onChosen={(names) => {
            say("remove", names);
          }}
        />
      </Field>
    </>
  );
}

type TagsFieldProps<Tag extends TagChoice> = {
  tags: readonly Tag[];
  loading: boolean;
  /** One that isn't there yet is made by typing it. */
  makes?: boolean;
  hintOf?: (tag: Tag) => string;
  chosen: readonly string[];
  onChosen: (names: string[]) => void;
};

function TagsField<Tag extends TagChoice>({
  tags,
  loading,
  makes = false,
  hintOf,
  chosen,
  onChosen,
}: TagsFieldProps<Tag>) {
  const t = useTranslations("leads.bulk.tags");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const found = tags.filter((tag) => fold(tag.name).includes(fold(name)));
  const isNew =
    makes && name !== "" && [...tags.map((tag) => tag.name), ...chosen].every((one) => fold(one) !== fold(name));
  const options: ComboboxOption[] = found.map((tag) => ({
    value: tag.name,
    label: tag.name,
    view: <TonePill tone={isTone(tag.tone) ? tag.tone : "gray"}>{tag.name}</TonePill>,
    ...(hintOf && { hint: hintOf(tag) }),
  }));
  if (isNew) options.push({ value: name, label: name, view: t("make", { tag: name }) });
  return (
    <MultiCombobox
      options={options}
      value={chosen.map((tag) => ({ value: tag, label: tag }))}
      onValueChange={(next) => {
        setTyped("");
        onChosen(next.map(({ value }) => value));
      }}
      onQueryChange={setTyped}
      removeLabel={(tag) => t("takeOut", { tag })}
      loading={loading}
      placeholder={t(makes ? "findOrMake" : "find")}
      emptyText={t("none")}
      loadingText={common("loading")}
    />
  );
}

const NO_TAGS: BulkTags = { offered: [], standing: [] };

/** Where they can't be read, a tag can still be given by its name. */
function useBulkTags(selection: Selection): { tags: BulkTags; loading: boolean } {
  const [tags, setTags] = useState<BulkTags | null>(null);
  const asked = JSON.stringify(selection);
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const result = await bulkTagsAction(JSON.parse(asked) as Selection).catch(lost);
      if (!gone) setTags(result.ok ? result.data : NO_TAGS);
    };
    void ask();
    return () => {
      gone = true;
    };
  }, [asked]);
  return { tags: tags ?? NO_TAGS, loading: tags === null };
}
