"use client";

import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { formatDateTime } from "@/lib/core/format";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { hidesWords } from "@/lib/leads/sensitive/schema";
import { earlierTouchpointsAction } from "@/lib/leads/touchpoints/actions";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

/** Each time they wrote: from which page, by which campaign, and what they said then. */
export function LeadTouchpoints({ touchpoints: first }: { touchpoints: TouchpointView[] }) {
  const t = useTranslations("lead.touchpoints");
  const { lead, to } = useDesk();
  const { touchpoints, loading, fetchEarlier } = useEarlier(lead, first);
  if (touchpoints.length === 0) return null;
  const unshown = lead.touchCount - touchpoints.length;
  return (
    <Card>
      <CardHeader level={2} title={t("title", { count: lead.touchCount })} />
      <CardBody>
        <ol className="flex flex-col gap-4">
          {touchpoints.map((touch) => (
            <li key={touch.id} className="min-w-0 text-sm">
              <p className="flex flex-wrap justify-between gap-x-3">
                <span className="min-w-0 wrap-anywhere">{touch.sourceName || t("noSource")}</span>
                <time dateTime={touch.at} className="text-xs text-muted-foreground">
                  {formatDateTime(touch.at, to)}
                </time>
              </p>
              <OtherPerson said={touch.person} />
              <CampaignPath touch={touch} />
              <Enclosed touch={touch} />
              {touchpoints.length > 1 && <Wanted touch={touch} />}
            </li>
          ))}
        </ol>
        {unshown > 0 && (
          <Button size="sm" className="mt-3 print:hidden" pending={loading} onClick={() => void fetchEarlier()}>
            {t("earlier", { count: unshown })}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}

function useEarlier({ id: leadId, touchCount }: { id: string; touchCount: number }, first: TouchpointView[]) {
  const words = useOutcomeWords();
  const [earlier, setEarlier] = useState<TouchpointView[]>([]);
  const [loading, setLoading] = useState(false);
  const [before, setBefore] = useState({ first, touchCount });
  const touchpoints = [...first, ...earlier];

  // One that arrives pushes the last of the first page out of it; it stays among the earlier ones. Where some went with
  // a lead that was parted from this one, what there is earlier is asked for again.
  if (before.first !== first) {
    const known = touchCount < before.touchCount ? [] : [...before.first, ...earlier];
    setBefore({ first, touchCount });
    setEarlier(known.filter(({ id }) => first.every((one) => one.id !== id)));
  }

  async function fetchEarlier(): Promise<void> {
    const last = touchpoints.at(-1);
    if (!last) return;
    setLoading(true);
    const result = await earlierTouchpointsAction({ leadId, before: { at: last.at, id: last.id } });
    setLoading(false);
    if (result.ok) setEarlier((shown) => [...shown, ...result.data]);
    else notify.error(words(result));
  }

  return { touchpoints, loading, fetchEarlier };
}

/** What they wanted this time: the lead itself says what they wanted first. */
function Wanted({ touch: { service, extra, message } }: { touch: TouchpointView }) {
  const t = useTranslations("lead.touchpoints");
  const { lead } = useDesk();
  // What isn't shown may have been said.
  const isKept = hidesWords(SENSITIVE_FIELDS.filter((field) => lead.sensitive[field] === "hidden"));
  const said = [...(service === "" ? [] : [{ name: t("service"), value: service }]), ...extra];
  return (
    <>
      {said.length > 0 && (
        <dl className="mt-1.5 grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {said.map(({ name, value }) => (
            <Fragment key={name}>
              <dt className="max-w-40 wrap-anywhere text-muted-foreground">{name}</dt>
              <dd dir="auto" className="min-w-0 text-left wrap-anywhere">
                <LongText text={value} lines={4} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      {message !== "" && (
        <div className="mt-1.5">
          <LongText text={message} lines={4} />
        </div>
      )}
      {said.length === 0 && message === "" && (
        <p className="mt-1 text-muted-foreground">{t(isKept ? "kept" : "onlyContact")}</p>
      )}
    </>
  );
}

/** What they called themselves this time, where it isn't what the lead says. */
function OtherPerson({ said }: { said: string[] }) {
  const { lead } = useDesk();
  const known = [lead.contactName, lead.firm, lead.email, lead.phone].map(bare);
  const other = said.filter((text) => !known.includes(bare(text)));
  return other.length > 0 && <p className="wrap-anywhere">{other.join(" · ")}</p>;
}

/** What came with it: the files, on the site that took them, and whether they consented. */
function Enclosed({ touch }: { touch: TouchpointView }) {
  const t = useTranslations("lead.touchpoints");
  return (
    <>
      {touch.files.map(({ name, url }) => {
        const shown = t("file", { name: name || (url.split("/").at(-1) ?? url) });
        return url === "" ? (
          <p key={name} className="wrap-anywhere">
            {shown}
          </p>
        ) : (
          <a
            key={url}
            href={url}
            target="_blank"
            rel="noreferrer"
            className="block wrap-anywhere text-accent-text hover:underline"
          >
            {shown}
          </a>
        );
      })}
      {touch.consent !== null && (
        <p className="text-xs text-muted-foreground">{t(touch.consent ? "consented" : "notConsented")}</p>
      )}
      {touch.cut && <p className="text-xs text-muted-foreground">{t("cut")}</p>}
      {touch.cutOff && <p className="text-xs text-muted-foreground">{t("cutOff")}</p>}
    </>
  );
}

function CampaignPath({ touch }: { touch: TouchpointView }) {
  const t = useTranslations("lead.touchpoints");
  const { source, medium, campaign, term, content } = touch.utm;
  const path = [source, medium, campaign, content, term].filter(Boolean).join(" › ");
  return (
    <div className="flex min-w-0 flex-col text-xs text-muted-foreground">
      <span className="wrap-anywhere">{path || t("noCampaign")}</span>
      {touch.pageUrl && (
        <span className="truncate" title={touch.pageUrl}>
          {t("page", { page: touch.pageUrl })}
        </span>
      )}
      {touch.referrer && (
        <span className="truncate" title={touch.referrer}>
          {t("referrer", { referrer: touch.referrer })}
        </span>
      )}
    </div>
  );
}

/** As compared by eye: a number written with other spaces is no other number. */
function bare(text: string): string {
  return text.replaceAll(/[\s().-]/g, "").toLowerCase();
}
