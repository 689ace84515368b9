import { useTranslations } from "next-intl";
import type { SpamReason } from "@/lib/intake/spam/schema";

/** What spoke for spam, each in a sentence, the strongest first. */
export function SpamReasons({ reasons }: { reasons: readonly SpamReason[] }) {
  const t = useTranslations("spam");
  return (
    <ul className="mt-1 list-disc pl-5">
      {reasons.map(({ check, detail }) => (
        <li key={check} className="wrap-anywhere">
          {t(`said.${check}`, { detail })}
        </li>
      ))}
    </ul>
  );
}
