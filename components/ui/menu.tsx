"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { optionClass, popupClass } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

export const Menu = Base.Root;
export const MenuTrigger = Base.Trigger;
export const MenuGroup = Base.Group;
export const MenuRadioGroup = Base.RadioGroup;
export const MenuSub = Base.SubmenuRoot;

type MenuContentProps = {
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  children: React.ReactNode;
};

/** The same list serves a menu button and, inside `ContextMenu`, the right mouse button. */
export function MenuContent({ side, align, className, children }: MenuContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        {...(side ? { side } : {})}
        {...(align ? { align } : {})}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 outline-none"
      >
        <Base.Popup
          data-slot="menu"
          className={cn(
            popupClass,
            "max-h-(--available-height) min-w-44 overflow-y-auto overscroll-contain p-1",
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

type MenuItemProps = Omit<React.ComponentProps<typeof Base.Item>, "className"> & {
  className?: string;
  tone?: "normal" | "danger";
  shortcut?: React.ReactNode;
};

export function MenuItem({ className, tone = "normal", shortcut, children, ...props }: MenuItemProps) {
  return (
    <Base.Item
      data-slot="menu-item"
      className={cn(itemClass, tone === "danger" && "text-danger", className)}
      {...props}
    >
      {children}
      {shortcut !== undefined && <span className="ml-auto pl-6 text-xs text-muted-foreground">{shortcut}</span>}
    </Base.Item>
  );
}

type MenuLinkItemProps = { href: string; className?: string; children: React.ReactNode };

export function MenuLinkItem({ href, className, children }: MenuLinkItemProps) {
  return (
    <Base.LinkItem
      data-slot="menu-item"
      closeOnClick
      render={<Link href={href} />}
      className={cn(itemClass, className)}
    >
      {children}
    </Base.LinkItem>
  );
}

export function MenuRadioItem({
  className,
  children,
  ...props
}: Omit<React.ComponentProps<typeof Base.RadioItem>, "className"> & { className?: string }) {
  return (
    <Base.RadioItem data-slot="menu-item" className={cn(itemClass, "pr-8", className)} {...props}>
      {children}
      <Base.RadioItemIndicator className={tickClass}>
        <Check aria-hidden />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}

export function MenuSubTrigger({
  className,
  children,
  ...props
}: Omit<React.ComponentProps<typeof Base.SubmenuTrigger>, "className"> & { className?: string }) {
  return (
    <Base.SubmenuTrigger
      data-slot="menu-item"
      className={cn(itemClass, "data-popup-open:bg-hover", className)}
      {...props}
    >
      {children}
      <ChevronRight aria-hidden className="ml-auto text-muted-foreground" />
    </Base.SubmenuTrigger>
  );
}

/** Must stand inside a `MenuGroup`, which it names. */
export function MenuGroupLabel({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <Base.GroupLabel className={cn("px-2 pt-1.5 pb-1 text-xs font-medium text-muted-foreground", className)}>
      {children}
    </Base.GroupLabel>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-border" />;
}

const itemClass = cn(optionClass, "relative");
const tickClass = "absolute right-2.5 text-accent-text";
