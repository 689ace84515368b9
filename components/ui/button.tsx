import { cva } from "class-variance-authority";
import type { VariantProps } from "class-variance-authority";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border border-transparent font-medium whitespace-nowrap transition-colors duration-100 select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-foreground shadow-card hover:bg-accent-hover",
        secondary:
          "border-control bg-surface text-foreground shadow-card hover:bg-muted data-popup-open:bg-muted dark:bg-raised dark:hover:bg-muted",
        ghost: "text-foreground hover:bg-hover data-popup-open:bg-hover",
        danger: "bg-danger-fill text-white shadow-card hover:bg-danger-fill-hover",
        link: "text-accent-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2 text-sm pointer-coarse:h-10 pointer-coarse:px-3 [&_svg]:size-3.5",
        md: "h-8 px-3 text-sm pointer-coarse:h-11 pointer-coarse:px-4 pointer-coarse:text-base [&_svg]:size-4",
        lg: "h-10 px-4 text-base pointer-coarse:h-12 [&_svg]:size-4",
        icon: "size-8 pointer-coarse:size-11 [&_svg]:size-4",
        "icon-sm": "size-7 pointer-coarse:size-10 [&_svg]:size-4",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;

export type ButtonProps = React.ComponentProps<"button"> & ButtonVariants & { pending?: boolean };

/** While `pending` it keeps its width, shows a spinner and ignores presses, but keeps the focus. */
export function Button({ className, variant, size, pending = false, children, onClick, type, ...props }: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={pending ? "button" : (type ?? "button")}
      className={cn(buttonVariants({ variant, size }), pending && "relative aria-disabled:opacity-80", className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      {...props}
      {...(pending ? {} : { onClick })}
    >
      {pending ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
