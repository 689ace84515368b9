import { Input as BaseInput } from "@base-ui/react/input";
import { controlClass, controlHeight } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

/** Inside a `Field` it is bound to its label, hint and error by itself. */
export function Input({
  className,
  ...props
}: Omit<React.ComponentProps<typeof BaseInput>, "className"> & { className?: string | undefined }) {
  return <BaseInput data-slot="input" className={cn(controlClass, controlHeight, className)} {...props} />;
}
