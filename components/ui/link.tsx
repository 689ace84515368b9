import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * The one link. Nothing is fetched before it is asked for: these pages are made anew for each reader, so there is little
 * to fetch ahead, and whatever changes on a screen would have every link on it fetched again.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
