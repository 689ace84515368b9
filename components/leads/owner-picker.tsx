"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { PersonPicker } from "@/components/leads/person-picker";
import { Alert } from "@/components/ui/alert";
import { possibleOwnersAction } from "@/lib/leads/ownership/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { PossibleOwner } from "@/lib/leads/ownership/schema";

type OwnerPickerProps = {
  leadId: string;
  ownerId: string | null;
  label: string;
  className?: string;
  onReason?: (reason: string) => void;
  onPick: (person: { id: string; name: string } | null, reason: string) => void;
};

/** Who gets the lead: those who may, with what they have open already. */
export function OwnerPicker({ leadId, ownerId, ...rest }: OwnerPickerProps) {
  const errors = useTranslations("errors");
  const { people, failure } = usePossibleOwners(leadId);
  if (failure) return <Alert variant="danger" className="m-3" title={errors(failure)} />;
  return <PersonPicker {...rest} people={people} chosenId={ownerId} withNobody={ownerId !== null} withReason />;
}

type Failure = Extract<ActionResult<unknown>, { ok: false }>;

function usePossibleOwners(leadId: string) {
  const [people, setPeople] = useState<PossibleOwner[] | null>(null);
  const [failure, setFailure] = useState<Failure["code"] | null>(null);
  useEffect(() => {
    let gone = false;
    void possibleOwnersAction({ leadId })
      .catch(lost)
      .then((result) => {
        if (gone) return;
        if (result.ok) setPeople(result.data);
        else setFailure(result.code);
      });
    return () => {
      gone = true;
    };
  }, [leadId]);
  return { people, failure };
}
