"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { ThisIsSpamButton } from "@/components/intake/spam/this-is-spam-button";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { hidesWords } from "@/lib/leads/sensitive/schema";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

/** From which page and by which campaign somebody came, and what came with it. */
export function TouchPath({ touch }: { touch: TouchpointView }) {
  return (
    <>
      <OtherPerson said={touch.person} />
      <CampaignPath touch={touch} />
      <Enclosed touch={touch} />
    </>
  );
}

/** A further arrival, whole: what they said then, and how they came. */
export function TouchDetail({ touch }: { touch: TouchpointView }) {
  const { lead } = useDesk();
  return (
    <div className="flex min-w-0 flex-col">
      <Wanted touch={touch} />
      <div className="mt-1.5 flex min-w-0 flex-col">
        <TouchPath touch={touch} />
      </div>
      {touch.spam && (
        <div className="mt-1 print:hidden">
          <ThisIsSpamButton {...touch.spam} label={lead.label} outcome="touched" quiet />
        </div>
      )}
    </div>
  );
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

/** On one line; on paper, where nothing says the rest, whole. */
const ADDRESS = "truncate print:whitespace-normal print:wrap-anywhere";

function CampaignPath({ touch }: { touch: TouchpointView }) {
  const t = useTranslations("lead.touchpoints");
  const { source, medium, campaign, term, content } = touch.utm;
  const path = [source, medium, campaign, content, term].filter(Boolean).join(" › ");
  return (
    <div className="flex min-w-0 flex-col text-xs text-muted-foreground">
      <span className="wrap-anywhere">{path || t("noCampaign")}</span>
      {touch.pageUrl && (
        <span className={ADDRESS} title={touch.pageUrl}>
          {t("page", { page: touch.pageUrl })}
        </span>
      )}
      {touch.referrer && (
        <span className={ADDRESS} title={touch.referrer}>
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
