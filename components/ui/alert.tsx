import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { cn } from "@/lib/core/cn";

const LOOK = {
  info: { Icon: Info, box: "border-info/25 bg-info-soft", icon: "text-info" },
  success: { Icon: CircleCheck, box: "border-success/25 bg-success-soft", icon: "text-success" },
  warning: { Icon: TriangleAlert, box: "border-warning/25 bg-warning-soft", icon: "text-warning" },
  danger: { Icon: CircleAlert, box: "border-danger/25 bg-danger-soft", icon: "text-danger" },
};

type AlertProps = {
  variant?: keyof typeof LOOK;
  title?: React.ReactNode;
  action?: React.ReactNode;
  className?: string;
  children?: React.ReactNode;
};

/** Something to know here and now. Danger interrupts a screen reader; the others wait. */
export function Alert({ variant = "info", title, action, className, children }: AlertProps) {
  const { Icon, box, icon } = LOOK[variant];
  return (
    <div
      data-slot="alert"
      role={variant === "danger" ? "alert" : "status"}
      className={cn(
        "flex items-start gap-2.5 rounded-lg max-sm:flex-wrap border px-3.5 py-2.5 text-sm",
        box,
        className,
      )}
    >
      <Icon aria-hidden className={cn("mt-px size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action !== undefined && <div className="shrink-0 max-sm:w-full max-sm:pl-6.5 sm:-my-1">{action}</div>}
    </div>
  );
}
