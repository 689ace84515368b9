"use client";

import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/core/cn";

type NavLinkProps = {
  href: string;
  /** Where all of them lead: of two rooms, one in the other, we are in the inner one. */
  rooms: readonly string[];
  className: string;
  title?: string;
  onClick?: () => void;
  children: React.ReactNode;
};

/** Knows whether we are there: itself or anything under it. */
export function NavLink({ href, rooms, className, ...props }: NavLinkProps) {
  const path = usePathname();
  const here = isWithin(path, href) && !rooms.some((room) => room.length > href.length && isWithin(path, room));
  return (
    <Link
      data-slot="nav-link"
      href={href}
      aria-current={here ? "page" : undefined}
      className={cn(className)}
      {...props}
    />
  );
}

function isWithin(path: string, room: string): boolean {
  return room === "/" ? path === "/" : path === room || path.startsWith(`${room}/`);
}
