import { useSyncExternalStore } from "react";

/** Where this server is reached: as the operator said, or as this browser does. Empty until the browser has it. */
export function useOrigin(publicUrl: string | undefined): string {
  const here = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => "",
  );
  return publicUrl ?? here;
}
