"use client";

import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { knownPeopleAction } from "@/lib/leads/actions";
import type { KnownPerson } from "@/lib/leads/duplicates/schema";

const PAUSE_MS = 400;
/** Fewer letters than this are no address and no number yet. */
const FEWEST = 6;

/** The leads of whom is being typed in, looked up when the typing pauses. */
export function useKnownPeople(contactName: string, email: string, phone: string): KnownPerson[] {
  const [answer, setAnswer] = useState<{ asked: string; people: KnownPerson[] }>({ asked: "", people: [] });
  const wanted = { contactName, email: email.includes("@") ? email : "", phone: phone.length >= FEWEST ? phone : "" };
  const asked = JSON.stringify(wanted);
  const nothing = wanted.email === "" && wanted.phone === "";

  useEffect(() => {
    if (nothing) return;
    let current = true;
    const timer = setTimeout(() => {
      void knownPeopleAction(JSON.parse(asked) as typeof wanted)
        .catch(lost)
        .then((result) => {
          // A hint that doesn't come isn't worth a word.
          if (current) setAnswer({ asked, people: result.ok ? result.data : [] });
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, nothing]);

  return nothing ? [] : answer.people;
}
