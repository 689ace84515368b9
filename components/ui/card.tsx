import { cn } from "@/lib/core/cn";

export function Card({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="card" className={cn("min-w-0 rounded-lg border bg-surface shadow-card", className)} {...props} />
  );
}

type CardHeaderProps = Omit<React.ComponentProps<"div">, "title"> & {
  title: React.ReactNode;
  description?: React.ReactNode;
  actions?: React.ReactNode;
  /** Of its title: 2 where the card stands right under the page's own. */
  level?: 2 | 3;
};

export function CardHeader({ title, description, actions, level = 3, className, ...props }: CardHeaderProps) {
  const Title = `h${level}` as const;
  return (
    <div
      data-slot="card-header"
      className={cn("flex items-start justify-between gap-3 px-4 pt-3 pb-2", className)}
      {...props}
    >
      <div className="min-w-0">
        <Title className="text-base font-semibold tracking-tight">{title}</Title>
        {description !== undefined && <p className="text-sm text-muted-foreground">{description}</p>}
      </div>
      {actions !== undefined && <div className="-my-0.5 flex shrink-0 items-center gap-1">{actions}</div>}
    </div>
  );
}

export function CardBody({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="card-body" className={cn("px-4 pt-1 pb-4", className)} {...props} />;
}
