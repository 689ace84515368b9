"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { isNarrower } from "@/lib/users/roles/policy";
import type { Grants } from "@/lib/core/permissions";
import type { Beyond } from "@/lib/users/roles/policy";

/** Of the element that says why a role can't be saved as it is. */
export const BEYOND = "beyond-need";

type BeyondNeedProps = { beyond: readonly Beyond[]; saved: Grants; grants: Grants; onNarrow: () => void };

/** Why it can't be saved so; where a sight was narrowed, or what goes beyond it was here before, the rest follows in one press. */
export function BeyondNeed({ beyond, saved, grants, onNarrow }: BeyondNeedProps) {
  const t = useTranslations("roles");
  const count = beyond.length;
  return (
    <Alert variant="warning">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>{t("beyondCount", { count })}</p>
        {beyond.some(
          ({ permission, need }) => grants[permission] === saved[permission] || isNarrower(saved[need], grants[need]),
        ) && (
          <Button size="sm" onClick={onNarrow}>
            {t("narrowThese", { count })}
          </Button>
        )}
      </div>
    </Alert>
  );
}

/** What would show or write fields that the role is kept from goes in one press. */
export function BeyondFields({ count, onDrop }: { count: number; onDrop: () => void }) {
  const t = useTranslations("roles");
  return (
    <Alert variant="warning">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>{t("lackingCount", { count })}</p>
        <Button size="sm" onClick={onDrop}>
          {t("dropThese", { count })}
        </Button>
      </div>
    </Alert>
  );
}
