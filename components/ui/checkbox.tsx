import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { useId } from "react";
import { cn } from "@/lib/core/cn";

type CheckboxProps = Omit<React.ComponentProps<typeof BaseCheckbox.Root>, "className"> & { className?: string };

export function Checkbox({ className, indeterminate = false, ...props }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      data-slot="checkbox"
      indeterminate={indeterminate}
      className={cn(
        // The invisible edge makes it a target of 40 px for a thumb without taking the room.
        "relative grid size-4 shrink-0 place-items-center rounded-sm border border-muted-foreground/60 bg-surface transition-colors after:absolute after:-inset-1 hover:border-muted-foreground data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent data-invalid:border-danger pointer-coarse:size-5 pointer-coarse:after:-inset-2.5",
        className,
      )}
      {...props}
    >
      <BaseCheckbox.Indicator className="grid text-accent-foreground">
        {indeterminate ? (
          <Minus aria-hidden strokeWidth={3} className="size-3" />
        ) : (
          <Check aria-hidden strokeWidth={3} className="size-3" />
        )}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}

/** A checkbox with its sentence; the whole line can be pressed. Named by its ids, so that it has its name before hydration too. */
export function CheckboxLine({
  label,
  hint,
  className,
  ...props
}: CheckboxProps & { label: React.ReactNode; hint?: React.ReactNode }) {
  const id = useId();
  return (
    <label
      data-slot="checkbox-line"
      className={cn("flex items-start gap-2.5 text-sm select-none pointer-coarse:py-1.5", className)}
    >
      <Checkbox
        className="mt-px"
        aria-labelledby={`${id}-label`}
        {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
        {...props}
      />
      <span className="min-w-0">
        <span id={`${id}-label`}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="mt-0.5 block text-xs text-muted-foreground">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
