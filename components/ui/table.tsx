import { cn } from "@/lib/core/cn";

/** Scrolls inside itself; its header stays. Give the wrapper a height to scroll down in it. */
export function Table({
  className,
  wrapperClassName,
  label,
  ...props
}: React.ComponentProps<"table"> & { label: string; wrapperClassName?: string }) {
  return (
    // A region one can scroll must be reachable by keyboard.
    <div
      data-slot="table-wrapper"
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn("scroll-hint relative w-full overflow-auto focus-visible:-outline-offset-2", wrapperClassName)}
    >
      <table
        data-slot="table"
        className={cn("w-full border-separate border-spacing-0 text-left text-sm", className)}
        {...props}
      />
    </div>
  );
}

export function TableHeader({ className, ...props }: React.ComponentProps<"thead">) {
  return <thead data-slot="table-header" className={cn("sticky top-0 z-10", className)} {...props} />;
}

export function TableBody(props: React.ComponentProps<"tbody">) {
  return <tbody data-slot="table-body" {...props} />;
}

/** A cell that stays in sight while the others move under it: never see-through, and marked with its row. */
export const stickyCellClass =
  "sticky left-0 z-10 bg-surface! group-hover/row:bg-[image:linear-gradient(var(--hover),var(--hover))]";

export function TableRow({ className, ...props }: React.ComponentProps<"tr">) {
  return (
    <tr
      data-slot="table-row"
      className={cn(
        "group/row hover:[&>td]:bg-hover aria-selected:[&>td]:bg-selected data-active:[&>td]:bg-selected last:[&>td]:border-b-0",
        className,
      )}
      {...props}
    />
  );
}

export function TableHead({ className, scope = "col", ...props }: React.ComponentProps<"th">) {
  return (
    <th
      data-slot="table-head"
      scope={scope}
      className={cn(
        "h-8 border-b bg-surface px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: React.ComponentProps<"td">) {
  return (
    <td
      data-slot="table-cell"
      className={cn("h-9 border-b px-3 py-1 whitespace-nowrap first:pl-4 last:pr-4 pointer-coarse:h-12", className)}
      {...props}
    />
  );
}
