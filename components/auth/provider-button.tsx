import { LogIn } from "lucide-react";
import { otherWayClass } from "@/components/auth/other-way";
import { buttonVariants } from "@/components/ui/button";
import { START_PATH } from "@/lib/auth/provider/schema";
import { cn } from "@/lib/core/cn";

/** The way in by the company's identity provider. An ordinary link: it leads out of the house, and isn't fetched ahead. */
export function ProviderButton({ next, label }: { next: string; label: string }) {
  const href = next === "/" ? START_PATH : `${START_PATH}?${new URLSearchParams({ next }).toString()}`;
  return (
    <div data-slot="other-way" className={otherWayClass}>
      <a
        href={href}
        className={cn(buttonVariants({ size: "lg" }), "h-auto min-h-10 py-2 text-center whitespace-normal")}
      >
        <LogIn aria-hidden />
        {label}
      </a>
    </div>
  );
}
