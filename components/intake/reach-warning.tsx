import Link from "next/link";
import { useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import type { Obstacle } from "@/lib/intake/sources/reach";

type ReachWarningProps = { obstacle: Obstacle; port: string };

/** Said before the address is pasted where it can't work. */
export function ReachWarning({ obstacle, port }: ReachWarningProps) {
  const t = useTranslations("intake.reach");
  const unreachable = obstacle === "loopback" || obstacle === "private";
  return (
    <Alert variant="warning" title={t(`${obstacle}.title`, { port })}>
      <p className="mt-1">{t(`${obstacle}.text`)}</p>
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
