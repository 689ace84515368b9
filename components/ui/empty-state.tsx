import { cn } from "@/lib/core/cn";

type EmptyStateProps = {
  icon?: React.ReactNode;
  title: React.ReactNode;
  description?: React.ReactNode;
  action?: React.ReactNode;
  className?: string;
};

/** Says what this place is for and what to do next. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      {icon !== undefined && (
        <div
          aria-hidden
          className="mb-3 grid size-10 place-items-center rounded-lg border bg-surface text-muted-foreground shadow-card [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <div className="text-base font-medium">{title}</div>
      {description !== undefined && (
        <p className="mt-1 max-w-sm text-sm text-balance text-muted-foreground">{description}</p>
      )}
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
