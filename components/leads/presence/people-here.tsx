"use client";

import { PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePresence } from "@/components/leads/presence/lead-presence";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/core/cn";
import { NOTE } from "@/lib/leads/presence/schema";

const MOST_FACES = 4;

/** Who else looks at this lead now. */
export function PeopleHere() {
  const t = useTranslations("lead.presence");
  const { people } = usePresence();
  if (people.length === 0) return null;
  const faces = people.slice(0, MOST_FACES);
  const names = people.map(({ name }) => name).join(", ");
  const label = t("here", { names, count: people.length });
  return (
    <div role="img" aria-label={label} title={label} className="flex shrink-0 items-center print:hidden">
      {faces.map(({ id, name, fields }, index) => (
        <span key={id} className={cn("relative rounded-full ring-2 ring-background", index > 0 && "-ml-1")}>
          <Avatar id={id} name={name} />
          {fields.length > 0 && (
            <PencilLine
              aria-hidden
              className="absolute -right-1 -bottom-1 size-3.5 rounded-full bg-background p-0.5 text-accent-text"
            />
          )}
        </span>
      ))}
      {people.length > MOST_FACES && (
        <span className="ml-1 text-xs text-muted-foreground">+{people.length - MOST_FACES}</span>
      )}
    </div>
  );
}

/** Beside a field that somebody else is editing: who. */
export function BeingEdited({ field, className }: { field: string; className?: string }) {
  const t = useTranslations("lead.presence");
  const { people } = usePresence();
  const names = people.filter(({ fields }) => fields.includes(field)).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p className={cn("text-xs text-accent-text print:hidden", className)}>
      {t(field === NOTE ? "writing" : "editing", { names: names.join(", "), count: names.length })}
    </p>
  );
}
