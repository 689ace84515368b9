import { Tabs as Base } from "@base-ui/react/tabs";
import { cn } from "@/lib/core/cn";

type Plain<Props> = Omit<Props, "className"> & { className?: string };

export function Tabs({ className, ...props }: Plain<React.ComponentProps<typeof Base.Root>>) {
  return <Base.Root data-slot="tabs" className={cn("flex min-w-0 flex-col", className)} {...props} />;
}

export function TabsList({ className, children, ...props }: Plain<React.ComponentProps<typeof Base.List>>) {
  return (
    <Base.List
      data-slot="tabs-list"
      className={cn("relative flex shrink-0 gap-1 overflow-x-auto border-b [scrollbar-width:none]", className)}
      {...props}
    >
      {children}
      <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-180 ease-out" />
    </Base.List>
  );
}

export function Tab({ className, ...props }: Plain<React.ComponentProps<typeof Base.Tab>>) {
  return (
    <Base.Tab
      data-slot="tab"
      className={cn(
        "flex h-9 items-center gap-1.5 rounded-t-md px-2.5 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:-outline-offset-2 data-active:text-foreground pointer-coarse:h-11",
        className,
      )}
      {...props}
    />
  );
}

export function TabPanel({ className, ...props }: Plain<React.ComponentProps<typeof Base.Panel>>) {
  return <Base.Panel data-slot="tab-panel" className={cn("min-w-0 pt-4", className)} {...props} />;
}
