"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { SearchInput } from "@/components/ui/search-input";
import { VIAS } from "@/lib/intake/inbox/schema";
import { pluginName } from "@/lib/intake/plugin-names/schema";
import type { InboxFilter } from "@/lib/intake/inbox/schema";

type Option = { value: string; label: string };
type InboxFiltersProps = {
  filter: InboxFilter;
  sources: Option[];
  reasons: Option[];
  plugins: string[];
  /** Whose days `from` and `to` are, where it isn't the reader's own zone. */
  zone: string | undefined;
};

/** Chosen elsewhere on the page, and kept when a field changes. */
const KEPT = ["state", "outcome", "check", "submitted", "ended"] as const;

/** A plain form whose answer is the address; it also works before any script has come. */
export function InboxFilters({ filter, sources, reasons, plugins, zone }: InboxFiltersProps) {
  const t = useTranslations("inbox");
  const intake = useTranslations("intake");
  const router = useRouter();

  function apply(form: HTMLFormElement) {
    const entries = [...new FormData(form)].filter((entry): entry is [string, string] => entry[1] !== "");
    router.push(`/intake/deliveries?${new URLSearchParams(entries).toString()}`, { scroll: false });
  }

  return (
    <form
      key={JSON.stringify(filter)}
      action="/intake/deliveries"
      role="search"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
      onChange={(event) => {
        // A text is finished with Enter, a date with its last digit; a choice at once.
        if (event.target instanceof HTMLSelectElement) apply(event.currentTarget);
      }}
    >
      {KEPT.map((name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />)}
      <div className="grid grid-cols-2 items-end gap-2 lg:grid-cols-[minmax(12rem,2fr)_repeat(4,minmax(8rem,1fr))]">
        <SearchInput
          label={t("search")}
          placeholder={t("search")}
          name="q"
          defaultValue={filter.q}
          className="col-span-2 lg:col-span-1"
        />
        <Choice name="source" label={t("source")} empty={t("anySource")} options={sources} filter={filter} />
        <Choice name="reason" label={t("reason")} empty={t("anyReason")} options={reasons} filter={filter} />
        <Choice
          name="plugin"
          label={t("plugin")}
          empty={t("anyPlugin")}
          options={plugins.map((value) => ({ value, label: pluginName(value, (key) => intake(`sentWith.${key}`)) }))}
          filter={filter}
        />
        <Choice
          name="via"
          label={t("via")}
          empty={t("anyVia")}
          options={VIAS.map((value) => ({ value, label: t(`vias.${value}`) }))}
          filter={filter}
        />
      </div>
      <div className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
        <Field label={t("from")}>
          <DateInput name="from" defaultValue={filter.from} />
        </Field>
        <Field label={t("to")}>
          <DateInput name="to" defaultValue={filter.to} />
        </Field>
        <Button type="submit" className="col-span-2">
          {t("apply")}
        </Button>
        {zone !== undefined && (
          <p className="col-span-2 self-center text-xs text-muted-foreground">{t("zone", { zone })}</p>
        )}
      </div>
    </form>
  );
}

type ChoiceProps = {
  name: "source" | "reason" | "plugin" | "via";
  label: string;
  empty: string;
  options: Option[];
  filter: InboxFilter;
};

function Choice({ name, label, empty, options, filter }: ChoiceProps) {
  const chosen = filter[name];
  // What is asked for stays visible also where nothing of it is left.
  const all = chosen === undefined || options.some(({ value }) => value === chosen);
  return (
    <NativeSelect
      name={name}
      aria-label={label}
      emptyLabel={empty}
      options={all ? options : [...options, { value: chosen, label: chosen }]}
      defaultValue={chosen ?? ""}
    />
  );
}
