import { BrandMark } from "@/components/shell/brand-mark";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/core/cn";

/** The mark, which leads home from everywhere. */
export function HomeLink({ productName, className }: { productName: string; className?: string }) {
  return (
    <Link href="/" aria-label={productName} className={cn("flex min-w-0 items-center gap-2.5 rounded-sm", className)}>
      <BrandMark />
      <span className="truncate text-base font-semibold tracking-tight group-data-[sidebar=collapsed]/shell:md:hidden">
        {productName}
      </span>
    </Link>
  );
}
