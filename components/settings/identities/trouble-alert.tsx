import { Alert } from "@/components/ui/alert";

type TroubleAlertProps = {
  variant?: "danger" | "warning";
  title: string;
  /** What stands in the way, and what was said of it; empty where nothing is known. */
  problem: string;
  detail: string;
  children?: React.ReactNode;
};

/** Why directory or provider can't be used. */
export function TroubleAlert({ variant = "danger", title, problem, detail, children }: TroubleAlertProps) {
  return (
    <Alert variant={variant} title={title}>
      {problem !== "" && <p>{problem}</p>}
      {detail !== "" && <p className="mt-1 text-xs break-words text-muted-foreground">{detail}</p>}
      {children}
    </Alert>
  );
}
