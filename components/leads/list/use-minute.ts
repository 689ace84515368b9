"use client";

import { useEffect, useState } from "react";

/** The moment the server drew the page at, and from then on each new minute: "5 min ago" must not stay. */
export function useMinute(start: string): string {
  const [now, setNow] = useState(start);
  useEffect(() => {
    const clock = setInterval(() => {
      setNow(new Date().toISOString());
    }, 60_000);
    return () => {
      clearInterval(clock);
    };
  }, []);
  return now;
}
