"use client";

import { useState } from "react";
import { keep, readKept } from "@/components/form/kept";
import { beside, forget } from "@/components/leads/page/typed-on-lead";

/**
 * A text that is written anew. Who left it half written and opens it again finds it so, over what it said when they began.
 * `typed` is how it is shown to be typed over.
 */
export function useKeptEdit(key: string, said: string, typed: (said: string) => string = (text) => text) {
  // As it was when the editing began: a page that is read again meanwhile changes nothing of it.
  const [seen] = useState(() => (readKept(key) === "" ? said : readKept(beside(key, "#seen"))));
  const [text, setText] = useState(() => readKept(key) || typed(seen));

  function change(next: string) {
    setText(next);
    if (next === typed(seen)) {
      forget(key);
      return;
    }
    keep(key, next);
    keep(beside(key, "#seen"), seen);
  }

  return { seen, text, change };
}
