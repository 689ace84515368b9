"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatRelative } from "@/lib/core/format";
import type { RequestView } from "@/lib/users/requests/schema";

type RequestRowProps = {
  request: RequestView;
  now: string;
  /** The one who looks has a role to give. */
  approvable: boolean;
  /** Whether it is one of those chosen; undefined where there is nothing to choose among. */
  chosen: boolean | undefined;
  /** How many that nobody confirmed came from its network, itself among them. */
  alike: number;
  onChoose: (chosen: boolean) => void;
  onChooseAlike: () => void;
  onApprove: () => void;
  onRefuse: () => void;
};

export function RequestRow(props: RequestRowProps) {
  const { request, now, approvable, chosen, alike, onChoose, onChooseAlike, onApprove, onRefuse } = props;
  const t = useTranslations("requests");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { name, email, message, createdAt, confirmed } = request;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3">
      {chosen !== undefined && (
        <Checkbox
          className="mt-0.5"
          aria-label={t("chooseNamed", { name })}
          checked={chosen}
          onCheckedChange={onChoose}
        />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          <Badge variant={confirmed ? "success" : "neutral"}>
            {confirmed ? t("confirmedBadge") : t("unconfirmedBadge")}
          </Badge>
        </p>
        <p className="text-sm break-all text-muted-foreground">
          {email} · {formatRelative(createdAt, now, to)}
        </p>
        {message !== "" && <p className="mt-1.5 text-sm break-words whitespace-pre-line">{message}</p>}
        {alike > 1 && (
          <Button
            size="sm"
            variant="link"
            className="mt-1 -ml-2"
            aria-label={t("chooseNetwork", { count: alike, name })}
            onClick={onChooseAlike}
          >
            {t("sameNetwork", { count: alike })}
          </Button>
        )}
      </div>
      <div className="flex gap-2">
        <Button aria-label={t("refuseNamed", { name })} onClick={onRefuse}>
          {t("refuse")}
        </Button>
        {approvable && (
          <Button variant="primary" aria-label={t("approveNamed", { name })} onClick={onApprove}>
            {t("approve")}
          </Button>
        )}
      </div>
    </li>
  );
}
