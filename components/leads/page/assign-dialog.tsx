"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/core/cn";
import { fold } from "@/lib/core/text";
import { possibleOwnersAction } from "@/lib/leads/ownership/actions";
import type { PossibleOwner } from "@/lib/leads/ownership/schema";

/** Who gets the lead: the people of its company with what they have open already. */
export function AssignDialog() {
  const t = useTranslations("lead.assign");
  const common = useTranslations("common");
  const { panel, setPanel } = useDesk();
  return (
    <Dialog
      open={panel === "assign"}
      onOpenChange={(open) => {
        setPanel(open ? "assign" : null);
      }}
    >
      <DialogContent title={t("title")} description={t("description")} closeLabel={common("close")}>
        <AssignForm />
      </DialogContent>
    </Dialog>
  );
}

function AssignForm() {
  const t = useTranslations("lead.assign");
  const common = useTranslations("common");
  const { lead, owner, assign, setPanel } = useDesk();
  const { people, failure } = usePossibleOwners(lead.id);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | null>(owner?.id ?? null);
  const [reason, setReason] = useState("");
  const shown = people?.filter((person) => fold(`${person.name} ${person.jobTitle}`).includes(fold(query)));
  const changed = chosen !== (owner?.id ?? null);

  function give() {
    const person = people?.find(({ id }) => id === chosen);
    setPanel(null);
    void assign(person ? { id: person.id, name: person.name } : null, reason);
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) give();
      }}
    >
      <SearchInput
        label={t("search")}
        placeholder={t("search")}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
        }}
      />
      {failure && <Alert variant="danger" title={failure} />}
      {!people && !failure && <Skeleton className="h-40" />}
      {shown && (
        <div role="radiogroup" aria-label={t("people")} className="-mx-2 max-h-72 overflow-y-auto">
          {query === "" && (
            <PersonRow
              name={t("nobody")}
              note=""
              count={null}
              checked={chosen === null}
              onChoose={() => {
                setChosen(null);
              }}
            />
          )}
          {shown.map((person) => (
            <PersonRow
              key={person.id}
              name={person.name}
              note={person.jobTitle}
              count={t("openLeads", { count: person.openLeads })}
              checked={chosen === person.id}
              onChoose={() => {
                setChosen(person.id);
              }}
            />
          ))}
          {shown.length === 0 && <p className="px-2 py-6 text-center text-muted-foreground">{common("noResults")}</p>}
        </div>
      )}
      <Field label={t("reason")} note={common("optional")}>
        <Input
          value={reason}
          maxLength={500}
          placeholder={t("reasonPlaceholder")}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button
          onClick={() => {
            setPanel(null);
          }}
        >
          {common("cancel")}
        </Button>
        <Button type="submit" variant="primary" disabled={!changed}>
          {chosen === null ? t("takeAway") : t("give")}
        </Button>
      </div>
    </form>
  );
}

type PersonRowProps = {
  name: string;
  note: string;
  count: string | null;
  checked: boolean;
  onChoose: () => void;
};

function PersonRow({ name, note, count, checked, onChoose }: PersonRowProps) {
  return (
    <label
      className={cn(
        "flex min-h-11 cursor-default items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover has-focus-visible:ring-2 has-focus-visible:ring-ring",
        checked && "bg-selected",
      )}
    >
      <input type="radio" name="owner" className="sr-only" checked={checked} onChange={onChoose} />
      <Avatar name={name} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        {note && <span className="block truncate text-xs text-muted-foreground">{note}</span>}
      </span>
      {count && <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{count}</span>}
      <Check aria-hidden className={cn("size-4 shrink-0 text-accent-text", !checked && "invisible")} />
    </label>
  );
}

function usePossibleOwners(leadId: string) {
  const words = useOutcomeWords();
  const [people, setPeople] = useState<PossibleOwner[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void possibleOwnersAction({ leadId }).then((result) => {
      if (gone) return;
      if (result.ok) setPeople(result.data);
      else setFailure(words(result));
    });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words of a failure don't make it worth asking again
  }, [leadId]);
  return { people, failure };
}
