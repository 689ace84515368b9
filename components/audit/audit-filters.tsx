"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { SearchInput } from "@/components/ui/search-input";
import type { AuditFilter } from "@/lib/audit/search-params";

type Option = { value: string; label: string };
type AuditFiltersProps = {
  filter: AuditFilter;
  people: Option[];
  whats: Option[];
  vias: Option[];
  /** What is searched for, as a person would say it. */
  about: string;
};

/** A plain form whose answer is the address; it also works before any script has come. */
export function AuditFilters({ filter, people, whats, vias, about }: AuditFiltersProps) {
  const t = useTranslations("auditDesk");
  const router = useRouter();

  function apply(form: HTMLFormElement) {
    const entries = [...new FormData(form)].filter((entry): entry is [string, string] => entry[1] !== "");
    // A lead that is named by its label stays the one that was meant.
    const meant = entries.map(([name, said]): [string, string] =>
      name === "about" && said === about && filter.about !== undefined ? [name, filter.about] : [name, said],
    );
    router.push(`/settings/audit?${new URLSearchParams(meant).toString()}`, { scroll: false });
  }

  return (
    <form
      key={JSON.stringify(filter)}
      action="/settings/audit"
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
      <div className="grid grid-cols-2 items-end gap-2 lg:grid-cols-4">
        <SearchInput
          label={t("about")}
          placeholder={t("aboutHint")}
          name="about"
          defaultValue={about}
          className="col-span-2 lg:col-span-1"
        />
        <NativeSelect
          name="person"
          aria-label={t("person")}
          emptyLabel={t("anyPerson")}
          options={withChosen(people, filter.person)}
          defaultValue={filter.person ?? ""}
        />
        <NativeSelect
          name="what"
          aria-label={t("what")}
          emptyLabel={t("anyWhat")}
          options={whats}
          defaultValue={filter.what ?? ""}
        />
        <NativeSelect
          name="via"
          aria-label={t("via")}
          emptyLabel={t("anyVia")}
          options={vias}
          defaultValue={filter.via ?? ""}
          className="col-span-2 lg:col-span-1"
        />
      </div>
      <div className="grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
        <Field label={t("from")}>
          <DateInput name="from" defaultValue={filter.from} />
        </Field>
        <Field label={t("to")}>
          <DateInput name="to" defaultValue={filter.to} />
        </Field>
        <SearchInput
          label={t("address")}
          placeholder={t("address")}
          name="address"
          defaultValue={filter.address}
          className="col-span-2 sm:w-52"
        />
        <Button type="submit" className="col-span-2">
          {t("apply")}
        </Button>
      </div>
    </form>
  );
}

/** What is asked for stays visible also where it isn't there any more. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen.slice(0, 8) }];
}
