import { cn } from "@/lib/core/cn";

export function DescriptionList({ className, ...props }: React.ComponentProps<"dl">) {
  return (
    <dl
      data-slot="description-list"
      className={cn("grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-2 text-sm", className)}
      {...props}
    />
  );
}

/** One term and what it is; an absent value is a dash. */
export function DescriptionItem({ term, children }: { term: React.ReactNode; children?: React.ReactNode }) {
  const absent = children === undefined || children === null || children === "";
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className={cn("min-w-0 break-words", absent && "text-muted-foreground")}>{absent ? "–" : children}</dd>
    </>
  );
}
