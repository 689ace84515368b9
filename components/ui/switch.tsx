import { Switch as BaseSwitch } from "@base-ui/react/switch";
import { cn } from "@/lib/core/cn";

type SwitchProps = Omit<React.ComponentProps<typeof BaseSwitch.Root>, "className"> & { className?: string };

/** Takes effect at once; for something that is saved later use a checkbox. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <BaseSwitch.Root
      data-slot="switch"
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-muted-foreground/60 px-0.5 transition-colors after:absolute after:-inset-1.5 data-checked:bg-accent data-disabled:opacity-50 pointer-coarse:h-6 pointer-coarse:w-11",
        className,
      )}
      {...props}
    >
      <BaseSwitch.Thumb className="size-3.5 rounded-full bg-white shadow-sm transition-transform duration-150 ease-out data-checked:translate-x-3.5 pointer-coarse:size-5 pointer-coarse:data-checked:translate-x-5" />
    </BaseSwitch.Root>
  );
}
