"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import { fold } from "@/lib/core/text";
import type { OwnerHint } from "@/lib/leads/ownership/schema";

export type Pickable = {
  id: string;
  name: string;
  jobTitle: string;
  openLeads: number;
  /** They can't sign in yet. */
  invited?: boolean;
  suggested?: OwnerHint | null;
  /** Of several leads those that this person can have. */
  takes?: number;
  among?: number;
};

type PersonPickerProps = {
  label: string;
  /** Null while they are on their way. */
  people: readonly Pickable[] | null;
  chosenId?: string | null;
  /** Several may be chosen: picking one who is takes them out again. */
  chosenIds?: readonly string[];
  /** Offers "nobody" too, while nothing is typed. */
  withNobody?: boolean;
  /** Asks for a reason, which may be left out. */
  withReason?: boolean;
  /** Part of a form: picking chooses and closes nothing, so who is only highlighted must not look chosen. */
  asField?: boolean;
  className?: string;
  /** Hears of the reason while it is typed. */
  onReason?: (reason: string) => void;
  onPick: (person: Pickable | null, reason: string) => void;
};

/** In the place of a person's id: nobody is chosen. */
export const NOBODY = "none";

/** Somebody, found by typing: the first who matches is highlighted, and Enter picks who is highlighted. */
export function PersonPicker({
  label,
  people,
  chosenId = null,
  chosenIds,
  withNobody = false,
  withReason = false,
  asField = false,
  className,
  onReason,
  onPick,
}: PersonPickerProps) {
  const t = useTranslations("picker");
  const [typed, setTyped] = useState("");
  const [highlighted, setHighlighted] = useState(chosenId ?? "");
  const [reason, setReason] = useState("");
  /** Enter was pressed before the people were here. */
  const [awaited, setAwaited] = useState(false);
  const found = matching(people ?? [], typed);
  const suggested = found.filter((person) => person.suggested);
  const others = found.filter((person) => !person.suggested);
  const first = suggested[0] ?? others[0];
  const offersNobody = withNobody && people !== null && typed.trim() === "";
  const offered = highlighted === NOBODY ? offersNobody : found.some(({ id }) => id === highlighted);

  const arrived = useEffectEvent(() => {
    if (awaited && first && typed.trim() !== "") onPick(first, reason.trim());
  });
  useEffect(() => {
    if (people) arrived();
  }, [people]);

  const option = (person: Pickable) => (
    <PersonOption
      key={person.id}
      person={person}
      chosen={chosenIds?.includes(person.id) ?? person.id === chosenId}
      several={chosenIds !== undefined}
      asField={asField}
      onSelect={() => {
        onPick(person, reason.trim());
      }}
    />
  );

  return (
    <Command
      label={label}
      loop
      shouldFilter={false}
      value={offered ? highlighted : (first?.id ?? "")}
      onValueChange={setHighlighted}
      className={cn("flex flex-col", className)}
    >
      <Command.Input
        autoFocus
        value={typed}
        onValueChange={setTyped}
        onKeyDown={(event) => {
          setAwaited(people === null && event.key === "Enter");
        }}
        placeholder={t("search")}
        className="h-9 w-full shrink-0 border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-lg"
      />
      <Command.List
        label={label}
        className="max-h-[min(22rem,45dvh)] min-h-0 flex-1 overflow-y-auto overscroll-contain p-1"
      >
        {people === null ? (
          <PeopleAwaited text={t("loading")} />
        ) : (
          <Command.Empty className="px-3 py-6 text-center text-sm text-muted-foreground">{t("empty")}</Command.Empty>
        )}
        {suggested.length > 0 && (
          <Command.Group heading={t("suggested")} className={headingClass}>
            {suggested.map(option)}
          </Command.Group>
        )}
        {others.length > 0 && (
          <Command.Group {...(suggested.length > 0 ? { heading: t("others") } : {})} className={headingClass}>
            {others.map(option)}
          </Command.Group>
        )}
        {offersNobody && (
          <Command.Item
            value={NOBODY}
            aria-checked={chosenId === NOBODY}
            className={optionClass}
            onSelect={() => {
              onPick(null, reason.trim());
            }}
          >
            {asField && <Radio chosen={chosenId === NOBODY} />}
            <span aria-hidden className="size-6 shrink-0 rounded-full border border-dashed border-control" />
            <span className="flex-1">{t("nobody")}</span>
          </Command.Item>
        )}
      </Command.List>
      {withReason && (
        <input
          aria-label={t("reason")}
          placeholder={t("reasonHint")}
          value={reason}
          maxLength={500}
          className="h-9 w-full shrink-0 border-t bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-lg"
          onChange={(event) => {
            setReason(event.currentTarget.value);
            onReason?.(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            // Home and End belong to the text; Enter, Escape and the arrows to the list.
            if (event.key === "Home" || event.key === "End") event.stopPropagation();
          }}
        />
      )}
    </Command>
  );
}

/** As tall as a few people, so that nothing jumps when they come. */
function PeopleAwaited({ text }: { text: string }) {
  return (
    <div role="status" className="flex flex-col">
      <p className="px-2 py-1 text-sm text-muted-foreground">{text}</p>
      {["w-32", "w-40", "w-28"].map((width) => (
        <div key={width} aria-hidden className="flex min-h-10 items-center gap-2.5 px-2">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className={cn("h-3.5", width)} />
        </div>
      ))}
    </div>
  );
}

function Radio({ chosen }: { chosen: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "size-4 shrink-0 rounded-full border border-control",
        chosen && "border-[5px] border-accent bg-background",
      )}
    />
  );
}

function Box({ chosen }: { chosen: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-4 shrink-0 place-items-center rounded border border-control",
        chosen && "border-accent bg-accent text-accent-foreground",
      )}
    >
      {chosen && <Check className="size-3" />}
    </span>
  );
}

type PersonOptionProps = {
  person: Pickable;
  chosen: boolean;
  several: boolean;
  asField: boolean;
  onSelect: () => void;
};

function PersonOption({ person, chosen, several, asField, onSelect }: PersonOptionProps) {
  const t = useTranslations("picker");
  const locale = useLocale();
  const { takes, among = takes } = person;
  const part =
    takes !== undefined && takes !== among
      ? t("takes", { takes: formatNumber(takes, { locale }), among: formatNumber(among ?? takes, { locale }) })
      : "";
  const note = [
    person.invited ? t("invited") : "",
    part,
    person.suggested ? t(`why.${person.suggested}`) : "",
    person.jobTitle,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <Command.Item value={person.id} aria-checked={chosen} className={optionClass} onSelect={onSelect}>
      {asField && (several ? <Box chosen={chosen} /> : <Radio chosen={chosen} />)}
      <Avatar id={person.id} name={person.name} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{person.name}</span>
        {note !== "" && <span className="line-clamp-2 text-xs text-muted-foreground">{note}</span>}
      </span>
      <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
        {t("openLeads", { count: person.openLeads, number: formatNumber(person.openLeads, { locale }) })}
      </span>
      {chosen && !asField && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
    </Command.Item>
  );
}

const headingClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground";

const optionClass =
  "flex min-h-10 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm select-none data-[selected=true]:bg-selected pointer-coarse:min-h-12 pointer-coarse:text-base";

/** Whoever has every typed word in name or job; a name that begins with what is typed comes first. */
function matching(people: readonly Pickable[], typed: string): Pickable[] {
  const asked = fold(typed);
  if (asked === "") return [...people];
  const words = asked.split(" ");
  const found = people.filter(({ name, jobTitle }) => {
    const text = fold(`${name} ${jobTitle}`);
    return words.every((word) => text.includes(word));
  });
  const begins = (person: Pickable) => (fold(person.name).startsWith(asked) ? 0 : 1);
  // Groups are for looking round; what is typed asks for the best match first.
  return found.toSorted((a, b) => begins(a) - begins(b)).map((person) => ({ ...person, suggested: null }));
}
