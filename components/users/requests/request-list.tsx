"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { LinkDialog } from "@/components/users/link-dialog";
import { ApproveDialog } from "@/components/users/requests/approve-dialog";
import { formatRelative } from "@/lib/core/format";
import { refuseRequestAction } from "@/lib/users/requests/actions";
import type { RequestView } from "@/lib/users/requests/schema";
import type { RoleView } from "@/lib/users/schema";

type RequestListProps = {
  requests: readonly RequestView[];
  now: string;
  roles: readonly RoleView[];
  companies: readonly { id: string; name: string }[];
  publicUrl: string | undefined;
};
type Asking = { what: "approve" | "refuse"; request: RequestView };
type Made = { name: string; linkToken: string };

/** Who asked for access, with what to say to each. */
export function RequestList({ requests, now, roles, companies, publicUrl }: RequestListProps) {
  const t = useTranslations("requests");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [asking, setAsking] = useState<Asking>();
  const [made, setMade] = useState<Made>();
  const [pending, startTransition] = useTransition();
  const close = () => {
    setAsking(undefined);
  };

  function refuse({ id, name }: RequestView) {
    startTransition(async () => {
      const result = await refuseRequestAction({ requestId: id }).catch(lost);
      close();
      if (result.ok) notify.success(t("refused", { name }));
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  return (
    <>
      <Card>
        <ul className="divide-y">
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} now={now} approvable={roles.length > 0} onAsk={setAsking} />
          ))}
        </ul>
      </Card>
      {asking?.what === "approve" && (
        <ApproveDialog
          request={asking.request}
          roles={roles}
          companies={companies}
          onClose={close}
          onApproved={({ linkToken }) => {
            close();
            if (linkToken === undefined) notify.success(t("approved", { name: asking.request.name }));
            else setMade({ name: asking.request.name, linkToken });
            refresh();
          }}
        />
      )}
      <ConfirmDialog
        open={asking?.what === "refuse"}
        onOpenChange={close}
        title={t("refuseTitle", { name: asking?.request.name ?? "" })}
        description={t("refuseText")}
        confirmLabel={t("refuse")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => {
          if (asking) refuse(asking.request);
        }}
      />
      {made && (
        <LinkDialog
          name={made.name}
          token={made.linkToken}
          publicUrl={publicUrl}
          onClose={() => {
            setMade(undefined);
          }}
        />
      )}
    </>
  );
}

type RequestRowProps = {
  request: RequestView;
  now: string;
  /** The one who looks has a role to give. */
  approvable: boolean;
  onAsk: (asking: Asking) => void;
};

function RequestRow({ request, now, approvable, onAsk }: RequestRowProps) {
  const t = useTranslations("requests");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { name, email, message, createdAt, confirmed } = request;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
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
      </div>
      <div className="flex gap-2">
        <Button
          aria-label={t("refuseNamed", { name })}
          onClick={() => {
            onAsk({ what: "refuse", request });
          }}
        >
          {t("refuse")}
        </Button>
        {approvable && (
          <Button
            variant="primary"
            aria-label={t("approveNamed", { name })}
            onClick={() => {
              onAsk({ what: "approve", request });
            }}
          >
            {t("approve")}
          </Button>
        )}
      </div>
    </li>
  );
}
