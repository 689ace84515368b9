"use client";

import { useSyncExternalStore } from "react";
import { placeOf } from "@/lib/auth/passkeys/place/schema";

const never = () => () => undefined;

/** Whether this browser can make and use passkeys at this address; undefined until the page is awake. */
export function usePasskeys(): boolean | undefined {
  return useSyncExternalStore(never, canUse, () => undefined);
}

function canUse(): boolean {
  return placeOf(location.origin) !== undefined && typeof PublicKeyCredential === "function";
}
