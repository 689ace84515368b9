"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { SearchInput } from "@/components/ui/search-input";
import { Spinner } from "@/components/ui/spinner";

const PAUSE_MS = 250;
/** What is asked is less, and that it was cut is told; more than this no address holds. */
const MOST_TYPED = 1000;

/** Asks when one pauses typing. "/" goes to it. */
export function ListSearch() {
  const t = useTranslations("leads");
  const { list, pending, go } = useListNavigation();
  const [typed, setTyped] = useState(list.q);
  const [known, setKnown] = useState(list.q);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The address changed by another way: back, "clear all".
  if (list.q !== known) {
    setKnown(list.q);
    if (list.q !== typed.trim()) setTyped(list.q);
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key !== "/" || inField || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      clearTimeout(timer.current);
    };
  }, []);

  function ask(text: string) {
    clearTimeout(timer.current);
    if (text.trim() !== list.q) go({ q: text.trim() });
  }

  return (
    <form
      role="search"
      className="relative min-w-0 flex-1 sm:max-w-sm"
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed);
      }}
    >
      <SearchInput
        ref={box}
        label={t("search")}
        placeholder={t("searchHint")}
        value={typed}
        maxLength={MOST_TYPED}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            ask(text);
          }, PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (typed === "") event.currentTarget.blur();
          setTyped("");
          ask("");
        }}
      />
      {pending && <Spinner className="absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-muted-foreground" />}
    </form>
  );
}
