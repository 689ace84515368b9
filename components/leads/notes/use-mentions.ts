"use client";

import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { fold } from "@/lib/core/text";
import { mentionableAction } from "@/lib/leads/notes/actions";
import type { Mentionable, Picked } from "@/lib/leads/notes/schema";

/** A name that is being typed, right before the caret: at most two words, so that a sentence doesn't go on being one. */
const TYPING = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]+)?)$/u;
const MOST_OFFERED = 6;

/** Who was named, where that is kept with the text. */
export type People = [Picked[], (picked: Picked[]) => void];

type Typing = { start: number; query: string };

/** Offers people while a name is typed after an @; asks who may see the lead when the first one is. */
export function useMentions(leadId: string, kept?: People) {
  const [people, setPeople] = useState<Mentionable[] | null>(null);
  const [asked, setAsked] = useState(false);
  const [typing, setTyping] = useState<Typing | null>(null);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [own, setOwn] = useState<Picked[]>([]);
  const [picked, setPicked] = kept ?? [own, setOwn];
  const isOpen = typing !== null && typing.start !== dismissed;
  const offered = isOpen ? matching(people ?? [], typing.query) : [];

  async function load(): Promise<void> {
    setAsked(true);
    const result = await mentionableAction({ leadId }).catch(lost);
    if (result.ok) setPeople(result.data);
    // Without an answer a name is only text; the next @ asks again.
    else setAsked(false);
  }

  return {
    offered,
    active: Math.min(active, offered.length - 1),
    picked,
    setPicked,
    setActive,
    dismiss: () => {
      setDismissed(typing?.start ?? null);
    },
    /** After every change of the text or the caret. */
    follow: (text: string, caret: number) => {
      const found = TYPING.exec(text.slice(0, caret));
      const query = found?.[1];
      if (query === undefined) {
        setTyping(null);
        setDismissed(null);
        return;
      }
      const start = caret - query.length - 1;
      if (typing?.start !== start || typing.query !== query) setActive(0);
      setTyping({ start, query });
      if (!asked) void load();
    },
    /** The text with the person's name in the place of what was typed of it, and where the caret goes. */
    pick: (text: string, person: Mentionable): { text: string; caret: number } => {
      const { start, query } = typing ?? { start: text.length, query: "" };
      const rest = text.slice(start + 1 + query.length);
      const put = `@${person.label}${rest.startsWith(" ") ? "" : " "}`;
      setPicked([...picked.filter(({ id }) => id !== person.id), { id: person.id, label: person.label }]);
      setTyping(null);
      return { text: text.slice(0, start) + put + rest, caret: start + put.length + (rest.startsWith(" ") ? 1 : 0) };
    },
  };
}

/** By the beginning of any of their words. */
function matching(people: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = fold(query);
  return people.filter(({ label }) => ` ${fold(label)}`.includes(` ${wanted}`)).slice(0, MOST_OFFERED);
}
