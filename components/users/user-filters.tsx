"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useAfterTyping } from "@/components/form/use-after-typing";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { USER_STATES } from "@/lib/users/schema";
import type { UserListInput } from "@/lib/users/schema";

type Option = { value: string; label: string };
type UserFiltersProps = { filters: UserListInput; roles: readonly Option[]; companies: readonly Option[] };

const ANY = "any";
/** What is chosen lives in the address, so that any view is a link. */
export function UserFilters({ filters, roles, companies }: UserFiltersProps) {
  const t = useTranslations("users");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const afterTyping = useAfterTyping();

  function show(change: Partial<UserListInput>) {
    startTransition(() => {
      router.replace(addressOf({ ...filters, page: 1, ...change }), { scroll: false });
    });
  }

  const stateLabels = {
    active: t("stateActive"),
    invited: t("stateInvited"),
    out: t("stateOut"),
    deactivated: t("stateDeactivated"),
    all: t("stateAll"),
  };
  return (
    <div role="search" aria-label={t("filters")} aria-busy={pending} className="grid grid-cols-2 gap-2 md:flex">
      <SearchInput
        label={t("search")}
        placeholder={t("search")}
        defaultValue={filters.search}
        onChange={(event) => {
          const search = event.currentTarget.value;
          afterTyping(() => {
            show({ search });
          });
        }}
        className="col-span-2 md:w-72"
      />
      <Select
        aria-label={t("role")}
        options={[{ value: ANY, label: t("anyRole") }, ...roles]}
        value={filters.roleId ?? ANY}
        onValueChange={(value) => {
          show({ roleId: value === ANY ? null : value });
        }}
        className="md:w-44"
      />
      {companies.length > 1 && (
        <Select
          aria-label={t("company")}
          options={[{ value: ANY, label: t("anyCompany") }, ...companies]}
          value={filters.companyId ?? ANY}
          onValueChange={(value) => {
            show({ companyId: value === ANY ? null : value });
          }}
          className="md:w-48"
        />
      )}
      <Select
        aria-label={t("state")}
        options={USER_STATES.map((value) => ({ value, label: stateLabels[value] }))}
        value={filters.state}
        onValueChange={(state) => {
          show({ state });
        }}
        className="md:w-36"
      />
    </div>
  );
}

/** Only what differs from the usual. */
function addressOf({ search, roleId, companyId, state, page }: UserListInput): string {
  const query = new URLSearchParams();
  if (search.trim()) query.set("search", search.trim());
  if (roleId) query.set("roleId", roleId);
  if (companyId) query.set("companyId", companyId);
  if (state !== "active") query.set("state", state);
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `/users?${query}` : "/users";
}
