"use client";

import { useSyncExternalStore } from "react";

const KEY = "leads.putAside";
const CHANGED = "leads-put-aside-changed";
/** The question itself is kept by the server; here only the last few that were put off. */
const KEPT = 100;

/** The attempts whose question was put off in this browser; null as long as that isn't known. */
export function usePutAside(): string[] | null {
  const text = useSyncExternalStore(subscribe, stored, () => null);
  return text === null ? null : text.split(",");
}

export function putAside(ids: readonly string[]): void {
  const all = [...new Set([...stored().split(",").filter(Boolean), ...ids])].slice(-KEPT).join(",");
  try {
    localStorage.setItem(KEY, all);
  } catch {
    // Storage is full or switched off: it lasts until the page is left.
    kept = all;
  }
  window.dispatchEvent(new Event(CHANGED));
}

let kept = "";

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? kept;
  } catch {
    return kept;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}
