import { cn } from "@/lib/core/cn";

type ProgressProps = {
  label: string;
  value: number;
  max?: number;
  valueText?: string;
  tone?: "accent" | "success" | "danger";
  className?: string;
};

const FILL = { accent: "bg-accent", success: "bg-success", danger: "bg-danger" };

export function Progress({ label, value, max = 100, valueText, tone = "accent", className }: ProgressProps) {
  const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      data-slot="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-muted", className)}
    >
      <div
        className={cn("h-full rounded-full transition-[width] duration-300 ease-out", FILL[tone])}
        style={{ width: `${part * 100}%` }}
      />
    </div>
  );
}
