import { useEffect, useEffectEvent, useRef } from "react";
import { suggestUserName } from "@/lib/users/naming/schema";

type Typed = { firstName: string; lastName: string; email: string; userName: string };

/** Fills the user name in from the names, until somebody writes their own. */
export function useSuggestedUserName(wanted: boolean, typed: Typed, fill: (userName: string) => void): void {
  const filled = useRef("");
  const suggestion = suggestUserName(typed);
  const offer = useEffectEvent((userName: string) => {
    if (!wanted || (typed.userName !== "" && typed.userName !== filled.current)) return;
    filled.current = userName;
    if (userName !== typed.userName) fill(userName);
  });
  useEffect(() => {
    offer(suggestion);
  }, [suggestion]);
}
