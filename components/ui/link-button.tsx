import { Link } from "@/components/ui/link";
import { buttonVariants } from "@/components/ui/button";
import type { ButtonVariants } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";

/** Goes somewhere, and looks like a button. */
export function LinkButton({ className, variant, size, ...props }: React.ComponentProps<typeof Link> & ButtonVariants) {
  return <Link data-slot="link-button" className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
