import { Radio } from "@base-ui/react/radio";
import { RadioGroup as BaseRadioGroup } from "@base-ui/react/radio-group";
import { useId } from "react";
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

/** Each choice is named by its ids, so that it has its name before hydration too. */
export function RadioGroup<Value extends string>({
  options,
  onValueChange,
  className,
  ...props
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <BaseRadioGroup<Value>
      data-slot="radio-group"
      className={cn("flex flex-col gap-2.5", className)}
      onValueChange={(value) => {
        onValueChange?.(value);
      }}
      {...props}
    >
      {options.map((option, index) => (
        <label key={option.value} className="flex items-start gap-2.5 text-sm select-none pointer-coarse:py-1.5">
          <Radio.Root
            value={option.value}
            aria-labelledby={`${id}-${index}-label`}
            {...(option.hint === undefined ? {} : { "aria-describedby": `${id}-${index}-hint` })}
            {...(option.disabled === undefined ? {} : { disabled: option.disabled })}
            className="relative mt-px grid size-4 shrink-0 place-items-center rounded-full border border-muted-foreground/60 bg-surface transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 pointer-coarse:size-5"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-foreground" />
          </Radio.Root>
          <span className="min-w-0">
            <span id={`${id}-${index}-label`}>{option.label}</span>
            {option.hint !== undefined && (
              <span id={`${id}-${index}-hint`} className="mt-0.5 block text-xs text-muted-foreground">
                {option.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </BaseRadioGroup>
  );
}
