import { Field } from "@base-ui/react/field";
import { controlClass } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

/** Grows with what is typed, where the browser can. */
export function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <Field.Control
      data-slot="textarea"
      render={
        <textarea className={cn(controlClass, "field-sizing-content min-h-20 resize-y py-1.5", className)} {...props} />
      }
    />
  );
}
