"use client";

import { useEffect } from "react";
import { forgetTyped } from "@/components/form/kept";

/** Where nobody is signed in nothing is kept of what was typed; where somebody is, nothing of anybody else. */
export function ForgetTyped({ but }: { but?: string }) {
  useEffect(() => {
    forgetTyped(but === undefined ? {} : { but });
  }, [but]);
  return null;
}
