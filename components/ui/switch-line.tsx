import { useId } from "react";
import { Switch } from "@/components/ui/switch";

type SwitchLineProps = Omit<React.ComponentProps<typeof Switch>, "aria-labelledby" | "aria-describedby"> & {
  label: React.ReactNode;
  hint: React.ReactNode;
};

/** A switch beside what it switches and what that means. */
export function SwitchLine({ label, hint, ...props }: SwitchLineProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-sm text-muted-foreground">
          {hint}
        </p>
      </div>
      <Switch aria-labelledby={id} aria-describedby={`${id}-hint`} {...props} />
    </div>
  );
}
