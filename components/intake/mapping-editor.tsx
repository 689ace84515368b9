"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { NativeSelect } from "@/components/ui/native-select";
import { Section } from "@/components/ui/section";
import { updateSourceAction } from "@/lib/intake/actions";
import type { FieldSample } from "@/lib/intake/field-samples/queries";
import type { FieldLesson } from "@/lib/intake/mapping-lessons/queries";

type MappingEditorProps = {
  sourceId: string;
  mapping: Record<string, string>;
  samples: readonly FieldSample[];
  /** Every place a field can go. */
  targets: readonly string[];
  /** Custom fields. */
  fields?: readonly { value: string; label: string }[];
  /** Corrections of other sources that are about these fields. */
  lessons: Readonly<Record<string, FieldLesson>>;
  canManage: boolean;
  /** From which one came here, to say what its fields are. */
  arrivalId?: string | undefined;
};

/** A plugin that sends numbers for names: what is kept of such a field is kept under a name of one's own. */
const NAMED = "extra:";
const EXTRA = /^(?:extra|custom):(.*)$/;

/** A source that several forms share has dozens. */
const FOLDED = 12;

/** Field by field: what came in it, and where it goes. */
export function MappingEditor({
  sourceId,
  mapping,
  samples,
  targets,
  fields = [],
  lessons,
  canManage,
  arrivalId,
}: MappingEditorProps) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  const [edited, setEdited] = useState(mapping);
  const [all, setAll] = useState(false);
  const asked = samples.filter((sample) => sample.asked).map(({ key }) => key);
  const keys = [...new Set([...asked, ...Object.keys(mapping), ...samples.map(({ key }) => key)])];
  const shown = all ? keys : keys.slice(0, Math.max(FOLDED, asked.length));
  const changed = JSON.stringify(edited) !== JSON.stringify(mapping);

  function set(key: string, target: string) {
    const { [key]: _before, ...others } = edited;
    setEdited(target === "" ? others : { ...others, [key]: target });
  }

  return (
    <Section title={t("mapping")} description={t("mappingHint")}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          {asked.length > 0 && (
            <Alert
              variant="info"
              action={
                arrivalId !== undefined && (
                  <LinkButton size="sm" href={`/intake/deliveries/${arrivalId}`}>
                    {t("backToArrival")}
                  </LinkButton>
                )
              }
            >
              {t("mappingOfArrival", { count: asked.length })}
            </Alert>
          )}
          {keys.length === 0 && <p className="text-sm text-muted-foreground">{t("noSamples")}</p>}
          {keys.length > 0 && (
            <ul className="flex flex-col divide-y">
              {shown.map((key) => (
                <FieldRow
                  key={key}
                  name={key}
                  sample={samples.find((sample) => sample.key === key)}
                  chosen={edited[key] ?? ""}
                  targets={targets}
                  fields={fields}
                  lesson={lessons[key]}
                  disabled={!canManage}
                  onChoose={(target) => {
                    set(key, target);
                  }}
                />
              ))}
            </ul>
          )}
          {shown.length < keys.length && (
            <div>
              <Button
                variant="ghost"
                onClick={() => {
                  setAll(true);
                }}
              >
                <ChevronDown aria-hidden />
                {t("moreFields", { count: keys.length - shown.length })}
              </Button>
            </div>
          )}
          {canManage && keys.length > 0 && (
            <div>
              <Button
                variant="primary"
                pending={pending}
                disabled={!changed}
                onClick={() =>
                  void run(
                    () =>
                      updateSourceAction({ sourceId, set: { mapping: withoutNameless(edited) }, seen: { mapping } }),
                    t("saved"),
                  )
                }
              >
                {t("saveMapping")}
              </Button>
            </div>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}

/** Without a name an extra value has its own. */
function withoutNameless(mapping: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).filter(([, target]) => EXTRA.exec(target)?.[1]?.trim() !== ""));
}

type FieldRowProps = {
  name: string;
  sample: FieldSample | undefined;
  chosen: string;
  targets: readonly string[];
  fields: readonly { value: string; label: string }[];
  lesson: FieldLesson | undefined;
  disabled: boolean;
  onChoose: (target: string) => void;
};

function FieldRow({ name, sample, chosen, targets, fields, lesson, disabled, onChoose }: FieldRowProps) {
  const t = useTranslations("intake");
  const wordOf = (target: string) => {
    const key = `targets.${target.replace(".", "_")}` as "targets.name";
    return fields.find(({ value }) => value === target)?.label ?? (t.has(key) ? t(key) : target);
  };
  const known = sample?.target ?? "";
  const automatic = known === "" ? t("automaticExtra") : t("automatic", { target: wordOf(known) });
  const named = EXTRA.exec(chosen)?.[1];
  // What was set elsewhere stays choosable.
  const places = [...targets, ...fields.map(({ value }) => value)];
  const offered = chosen === "" || named !== undefined || places.includes(chosen) ? places : [...places, chosen];
  return (
    <li className="grid gap-x-6 gap-y-1.5 py-2.5 first:pt-0 sm:grid-cols-[minmax(0,1fr)_15rem] sm:items-center">
      <div className="min-w-0">
        <code className="font-mono text-xs font-medium break-all">{name}</code>
        <p className="truncate text-xs text-muted-foreground">{sample?.values.join(" · ")}</p>
        {chosen === "" &&
          sample?.exceptions.map(({ target, count, value }) => (
            <p key={target} className="text-xs wrap-anywhere text-muted-foreground">
              {t("readOtherwise", {
                count,
                value,
                target: target === "" ? t("asExtra") : wordOf(target).toLowerCase(),
              })}
            </p>
          ))}
      </div>
      <div className="flex flex-col gap-1.5">
        <Field label={`${t("goesTo")}: ${name}`} hideLabel>
          <NativeSelect
            value={named === undefined ? chosen : NAMED}
            disabled={disabled}
            emptyLabel={automatic}
            options={[
              ...offered.map((target) => ({ value: target, label: wordOf(target) })),
              { value: NAMED, label: t("namedExtra") },
            ]}
            onChange={(event) => {
              onChoose(event.target.value);
            }}
          />
        </Field>
        {lesson && chosen === "" && (
          <LessonHint
            lesson={lesson}
            known={known}
            name={wordOf(EXTRA.exec(lesson.target)?.[1] ?? lesson.target)}
            onTake={
              disabled
                ? undefined
                : () => {
                    onChoose(lesson.target);
                  }
            }
          />
        )}
        {named !== undefined && (
          <Field label={`${t("extraName")}: ${name}`} hideLabel>
            <Input
              value={named}
              disabled={disabled}
              maxLength={200}
              placeholder={t("extraName")}
              onChange={(event) => {
                onChoose(`${NAMED}${event.target.value}`);
              }}
            />
          </Field>
        )}
      </div>
    </li>
  );
}

type LessonHintProps = { lesson: FieldLesson; known: string; name: string; onTake: (() => void) | undefined };

/** Why it is read so; or, where this source had its own way already, that somebody corrected it elsewhere. */
function LessonHint({ lesson, known, name, onTake }: LessonHintProps) {
  const t = useTranslations("intake");
  const { source, counts, target } = lesson;
  if (counts) {
    // A value that can't be what the correction says is guessed as ever; the next arrival may be the first to follow it.
    const follows = known === target;
    return (
      <p className="text-xs text-muted-foreground">
        {follows ? t("asCorrected", { source }) : t("correctedElsewhere", { source, target: name })}
      </p>
    );
  }
  return (
    <p className="text-xs text-muted-foreground">
      {t("correctedOtherwise", { source, target: name })}{" "}
      {onTake && (
        <button type="button" className="text-accent-text underline underline-offset-2" onClick={onTake}>
          {t("takeCorrection", { target: name })}
        </button>
      )}
    </p>
  );
}
