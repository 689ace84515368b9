import { Field } from "@base-ui/react/field";
import { ChevronsUpDown } from "lucide-react";
import { controlClass, controlHeight } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

type NativeSelectProps = React.ComponentProps<"select"> & {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  /** The first entry, with an empty value: "All", "Choose…". */
  emptyLabel?: string;
};

/**
 * The browser's own list: the phone's wheel, and no script to load. For filters and plain forms;
 * `Select` is for options that are drawn (a status in its colour).
 */
export function NativeSelect({ options, emptyLabel, className, ...props }: NativeSelectProps) {
  return (
    <div data-slot="native-select" className={cn("relative", className)}>
      <Field.Control
        render={
          <select className={cn(controlClass, controlHeight, "appearance-none truncate pr-8")} {...props}>
            {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised">
                {option.label}
              </option>
            ))}
          </select>
        }
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}
