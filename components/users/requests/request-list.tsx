"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { LinkDialog } from "@/components/users/link-dialog";
import { ApproveDialog } from "@/components/users/requests/approve-dialog";
import { RequestRow } from "@/components/users/requests/request-row";
import { refuseRequestsAction } from "@/lib/users/requests/actions";
import type { RequestView } from "@/lib/users/requests/schema";
import type { RoleView } from "@/lib/users/schema";

type RequestListProps = {
  requests: readonly RequestView[];
  now: string;
  roles: readonly RoleView[];
  companies: readonly { id: string; name: string }[];
  publicUrl: string | undefined;
};
type Asking = { what: "approve"; request: RequestView } | { what: "refuse"; requests: readonly RequestView[] };
type Made = { name: string; linkToken: string };

/** Who asked for access, with what to say to each, and to many at once where they came in a flood. */
export function RequestList({ requests, now, roles, companies, publicUrl }: RequestListProps) {
  const t = useTranslations("requests");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>();
  const [made, setMade] = useState<Made>();
  const [pending, startTransition] = useTransition();
  // What somebody decided meanwhile is none of them any more.
  const chosen = requests.filter(({ id }) => ids.has(id));
  const close = () => {
    setAsking(undefined);
  };

  /** An office is a network as well: whoever confirmed from their mailbox isn't chosen by it. */
  const alikeOf = ({ network, confirmed }: RequestView) =>
    network === null || confirmed ? [] : requests.filter((one) => one.network === network && !one.confirmed);

  /** Once for each network, as long as there is somebody to choose. */
  const alikeOffered = (request: RequestView): number => {
    const alike = alikeOf(request);
    return alike[0] === request && alike.some(({ id }) => !ids.has(id)) ? alike.length : 0;
  };

  function choose(some: readonly RequestView[], on: boolean) {
    const next = new Set(ids);
    for (const { id } of some) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setIds(next);
  }

  function refuse(some: readonly RequestView[]) {
    startTransition(async () => {
      const result = await refuseRequestsAction({ requestIds: some.map(({ id }) => id) }).catch(lost);
      close();
      if (result.ok) tellRefused(some, result.data);
      else notify.error(outcome.text(result));
      refresh();
    });
  }

  function tellRefused(some: readonly RequestView[], { refused, missed }: { refused: number; missed: number }) {
    const [only, ...others] = some;
    setIds(new Set());
    if (only && others.length === 0) notify.success(t("refused", { name: only.name }));
    else if (missed === 0) notify.success(t("refusedMany", { count: refused }));
    else notify.warning(t("refusedMany", { count: refused }), { description: t("refusedMissed", { count: missed }) });
  }

  const refusing = asking?.what === "refuse" ? asking.requests : [];
  const [one, ...more] = refusing;
  return (
    <>
      <Card>
        {requests.length > 1 && (
          <div className="sticky top-13 z-20 flex min-h-12 flex-wrap items-center justify-between gap-2 rounded-t-lg border-b bg-surface px-4 py-2 md:top-0">
            <CheckboxLine
              label={t("chooseAll", { count: requests.length })}
              checked={chosen.length === requests.length}
              indeterminate={chosen.length > 0 && chosen.length < requests.length}
              onCheckedChange={(on) => {
                choose(requests, on);
              }}
            />
            <Button
              variant="danger"
              disabled={chosen.length === 0}
              onClick={() => {
                setAsking({ what: "refuse", requests: chosen });
              }}
            >
              {t("refuseMany", { count: chosen.length })}
            </Button>
          </div>
        )}
        <ul className="divide-y">
          {requests.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              now={now}
              approvable={roles.length > 0}
              chosen={requests.length > 1 ? ids.has(request.id) : undefined}
              alike={alikeOffered(request)}
              onChoose={(on) => {
                choose([request], on);
              }}
              onChooseAlike={() => {
                choose(alikeOf(request), true);
              }}
              onApprove={() => {
                setAsking({ what: "approve", request });
              }}
              onRefuse={() => {
                setAsking({ what: "refuse", requests: [request] });
              }}
            />
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
        open={one !== undefined}
        onOpenChange={close}
        title={
          more.length > 0
            ? t("refuseManyTitle", { count: refusing.length })
            : t("refuseTitle", { name: one?.name ?? "" })
        }
        description={
          more.length > 0
            ? t("refuseManyText", { confirmed: refusing.filter(({ confirmed }) => confirmed).length })
            : t("refuseText")
        }
        confirmLabel={more.length > 0 ? t("refuseMany", { count: refusing.length }) : t("refuse")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => {
          refuse(refusing);
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
