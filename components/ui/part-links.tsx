import { cn } from "@/lib/core/cn";

type PartLinksProps = { label: string; parts: readonly { id: string; label: string }[]; className?: string };

/** The parts of a long page, in a row at its top; it stays in sight where there is room for it. */
export function PartLinks({ label, parts, className }: PartLinksProps) {
  return (
    <nav
      data-slot="part-links"
      aria-label={label}
      className={cn(
        "-mx-1 flex flex-wrap gap-x-1 gap-y-0.5 border-b bg-background py-1.5 md:sticky md:top-0 md:z-20 print:hidden",
        className,
      )}
    >
      {parts.map(({ id, label: name }) => (
        <a
          key={id}
          href={`#${id}`}
          className="inline-flex min-h-8 items-center rounded-md px-2.5 text-sm text-muted-foreground hover:bg-hover hover:text-foreground pointer-coarse:min-h-11"
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
