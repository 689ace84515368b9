"use client";

import { useEffect, useState } from "react";

const EVENT = "announce";

/** Says something to a screen reader, without moving anything: "3 new leads". */
export function announce(text: string) {
  window.dispatchEvent(new CustomEvent<string>(EVENT, { detail: text }));
}

/** Stands once on a page; reads out what `announce` is given. */
export function LiveRegion() {
  const [said, setSaid] = useState({ text: "", count: 0 });

  useEffect(() => {
    function listen(event: Event) {
      setSaid((before) => ({ text: (event as CustomEvent<string>).detail, count: before.count + 1 }));
    }
    window.addEventListener(EVENT, listen);
    return () => {
      window.removeEventListener(EVENT, listen);
    };
  }, []);

  return (
    <div aria-live="polite" className="sr-only">
      {/* A new element each time, so that the same text is read again. */}
      <span key={said.count}>{said.text}</span>
    </div>
  );
}
