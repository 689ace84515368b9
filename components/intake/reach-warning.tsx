import { TriangleAlert } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import type { Obstacle } from "@/lib/intake/sources/reach";

type ReachWarningProps = {
  obstacle: Obstacle;
  address: string;
  /** Something has arrived already, from where the address does reach: said in one line. */
  small?: boolean;
};

/** Said before the address is pasted where it can't work. */
export function ReachWarning({ obstacle, address, small = false }: ReachWarningProps) {
  const t = useTranslations("intake.reach");
  const { hostname: host, port } = new URL(address);
  if (small) {
    return (
      <p className="flex items-start gap-1.5 text-sm text-warning">
        <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {t("still", { host })}
      </p>
    );
  }
  const unreachable = obstacle === "loopback" || obstacle === "private";
  return (
    <Alert variant="warning" title={t(`${obstacle}.title`, { port })}>
      <p className="mt-1">{t(`${obstacle}.text`, { host })}</p>
      <p className="mt-1">
        {t.rich("remedy", {
          code: (chunks) => <code className="font-mono text-xs wrap-anywhere">{chunks}</code>,
        })}
      </p>
      {unreachable && (
        <p className="mt-1">
          <Link href="/intake/sources/new" className="font-medium underline underline-offset-2">
            {t("pullInstead")}
          </Link>
        </p>
      )}
    </Alert>
  );
}
