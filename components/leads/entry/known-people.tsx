"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { Alert } from "@/components/ui/alert";
import { RadioGroup } from "@/components/ui/radio-group";
import { TonePill } from "@/components/ui/tone-pill";
import { isTone } from "@/components/ui/tone";
import type { KnownPerson } from "@/lib/leads/duplicates/schema";

type KnownPeopleProps = { people: KnownPerson[]; chosen: string; onChoose: (leadId: string) => void };

/** Whose leads are there already, and whether this is one more arrival of them. */
export function KnownPeople({ people, chosen, onChoose }: KnownPeopleProps) {
  const t = useTranslations("entry");
  const touchable = people.filter((person) => person.canTouch);
  const likely = people.filter((person) => person.isLikely);
  const title = likely.length > 0 ? t("known", { count: likely.length }) : t("samePhone", { count: people.length });
  return (
    <Alert variant="warning" title={title}>
      <ul className="mt-2 flex flex-col gap-2">
        {people.map((person) => (
          <li key={person.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link
              href={`/leads/${person.number}`}
              target="_blank"
              className="font-medium text-accent-text underline-offset-4 hover:underline"
            >
              {t("knownAs", { title: person.title, label: person.label })}
            </Link>
            <TonePill tone={isTone(person.statusTone) ? person.statusTone : "gray"}>{person.status}</TonePill>
            <span className="text-muted-foreground">
              {person.company} · {person.owner || t("noOwner")}
              {likely.length > 0 && !person.isLikely && ` · ${t("onlyPhone")}`}
            </span>
          </li>
        ))}
      </ul>
      {touchable.length > 0 && (
        <RadioGroup
          aria-label={title}
          className="mt-3 border-t border-warning/25 pt-3"
          value={chosen}
          onValueChange={onChoose}
          options={[
            ...touchable.map((person) => ({ value: person.id, label: t("sumTo", { label: person.label }) })),
            { value: "", label: likely.length > 0 ? t("another") : t("anotherPerson") },
          ]}
        />
      )}
    </Alert>
  );
}
