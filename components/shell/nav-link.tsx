"use client";

import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/core/cn";

type NavLinkProps = {
  href: string;
  className: string;
  title?: string;
  onClick?: () => void;
  children: React.ReactNode;
};

/** Knows whether we are there: itself or anything under it. */
export function NavLink({ href, className, ...props }: NavLinkProps) {
  const path = usePathname();
  const here = href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
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
