import { Radio } from "@base-ui/react/radio";
import { RadioGroup as BaseRadioGroup } from "@base-ui/react/radio-group";
import { cn } from "@/lib/core/cn";

export type RadioOption<Value extends string = string> = {
  value: Value;
  label: React.ReactNode;
  hint?: React.ReactNode;
  disabled?: boolean;
};

type RadioGroupProps<Value extends string> = {
  options: readonly RadioOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
};

export function RadioGroup<Value extends string>({
  options,
  onValueChange,
  className,
  ...props
}: RadioGroupProps<Value>) {
  return (
    <BaseRadioGroup<Value>
      data-slot="radio-group"
      className={cn("flex flex-col gap-2.5", className)}
      onValueChange={(value) => {
        onValueChange?.(value);
      }}
      {...props}
    >
      {options.map((option) => (
        <label key={option.value} className="flex items-start gap-2.5 text-sm select-none pointer-coarse:py-1.5">
          <Radio.Root
            value={option.value}
            {...(option.disabled === undefined ? {} : { disabled: option.disabled })}
            className="relative mt-px grid size-4 shrink-0 place-items-center rounded-full border border-muted-foreground/60 bg-surface transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 pointer-coarse:size-5"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-foreground" />
          </Radio.Root>
          <span className="min-w-0">
            {option.label}
            {option.hint !== undefined && (
              <span className="mt-0.5 block text-xs text-muted-foreground">{option.hint}</span>
            )}
          </span>
        </label>
      ))}
    </BaseRadioGroup>
  );
}
