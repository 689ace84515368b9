import { Field as BaseField } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import { labelClass } from "@/components/ui/label";
import { cn } from "@/lib/core/cn";

type FieldProps = {
  label: React.ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean | undefined;
  hint?: React.ReactNode;
  error?: React.ReactNode;
  /** Said beside the label, in the user's language: "optional". */
  note?: React.ReactNode;
  disabled?: boolean | undefined;
  className?: string | undefined;
  children: React.ReactNode;
};

/** Label, one control, hint and error, bound by ids; the control inside needs none of its own. */
export function Field({ label, hideLabel = false, hint, error, note, disabled, className, children }: FieldProps) {
  const failed = error !== undefined && error !== null && error !== false && error !== "";
  return (
    <BaseField.Root
      data-slot="field"
      invalid={failed}
      {...(disabled === undefined ? {} : { disabled })}
      className={cn("flex min-w-0 flex-col gap-1.5", className)}
    >
      <div className={cn("flex items-baseline justify-between gap-2", hideLabel && "sr-only")}>
        <BaseField.Label className={labelClass}>{label}</BaseField.Label>
        {note !== undefined && <span className="text-xs text-muted-foreground">{note}</span>}
      </div>
      {children}
      {hint !== undefined && !failed && (
        <BaseField.Description className="text-xs text-muted-foreground">{hint}</BaseField.Description>
      )}
      {failed && (
        <BaseField.Error match className="flex items-start gap-1.5 text-xs text-danger">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span>{error}</span>
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}

/** A question answered by several controls (radio buttons, a date range). */
export function FieldGroup({
  legend,
  className,
  children,
  ...props
}: React.ComponentProps<"fieldset"> & { legend: React.ReactNode }) {
  return (
    <fieldset data-slot="field-group" className={cn("flex min-w-0 flex-col gap-2", className)} {...props}>
      <legend className={cn(labelClass, "mb-2")}>{legend}</legend>
      {children}
    </fieldset>
  );
}
