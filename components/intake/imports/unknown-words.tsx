"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { formatNumber } from "@/lib/core/format";
import { checkImportAction } from "@/lib/intake/importing/actions";
import { reaches } from "@/lib/intake/importing/choices/schema";
import { NAMED, NOBODYS } from "@/lib/intake/importing/schema";
import type { ImportOptions } from "@/components/intake/imports/import-settings";
import type { ImportSettings, Named, Said, UnknownWords as Words } from "@/lib/intake/importing/schema";

type UnknownWordsProps = {
  importId: string;
  words: Words;
  settings: ImportSettings;
  options: ImportOptions;
};

/** What the file calls statuses and people whom nobody here calls so; somebody says what each means, and it is tried anew. */
export function UnknownWords({ importId, words, settings, options }: UnknownWordsProps) {
  const t = useTranslations("imports");
  const { run, pending } = useRun();
  const companyIds = settings.companyId ? [settings.companyId] : options.companies.map(({ value }) => value);
  const choices = {
    status: options.statuses,
    owner: options.owners.filter((owner) => reaches(owner, companyIds)),
  };
  // What it meant before is offered, and counts once it is tried.
  const [said, setSaid] = useState<Said>(() => ({
    status: meantIn(words.status, choices.status),
    owner: meantIn(words.owner, choices.owner),
  }));
  const isChanged = NAMED.some((kind) => JSON.stringify(said[kind]) !== JSON.stringify(saidIn(words[kind])));
  const isAsked = NAMED.some((kind) => words[kind].words.length > 0);
  if (!isAsked) return null;
  return (
    <Card>
      <CardHeader level={2} title={t("unknown.title")} description={t("unknown.hint")} />
      <CardBody className="flex flex-col gap-5">
        {NAMED.map(
          (kind) =>
            words[kind].words.length > 0 && (
              <KindOfWords
                key={kind}
                kind={kind}
                words={words[kind]}
                choices={choices[kind]}
                said={said[kind]}
                onSaid={(meanings) => {
                  setSaid({ ...said, [kind]: meanings });
                }}
              />
            ),
        )}
        <Button
          variant={isChanged ? "primary" : "secondary"}
          className="self-start max-sm:w-full"
          pending={pending}
          onClick={() => void run(() => checkImportAction({ importId, settings: { ...settings, said } }))}
        >
          {t("unknown.check")}
        </Button>
      </CardBody>
    </Card>
  );
}

const saidIn = ({ words }: Words[Named]): Said[Named] =>
  words.flatMap(({ word, means }) => (means === "" ? [] : [{ word, means }]));

type Choices = readonly { value: string; label: string }[];

/** With what was meant before, where that can be meant still. */
const meantIn = ({ words }: Words[Named], choices: Choices): Said[Named] =>
  words.flatMap(({ word, means, before }) => {
    const canBe = before === NOBODYS || choices.some(({ value }) => value === before);
    const meant = means === "" && canBe ? before : means;
    return meant === "" ? [] : [{ word, means: meant }];
  });

type KindOfWordsProps = {
  kind: Named;
  words: Words[Named];
  choices: Choices;
  said: Said[Named];
  onSaid: (said: Said[Named]) => void;
};

/** Of more words than these the most frequent are asked one by one, and the others together. */
const ASKED = 3;
/** As many still stand below each other. */
const UNFOLDED = 6;
/** Where the others weren't all answered alike. */
const MIXED = "mixed";

function KindOfWords({ kind, words: { words, more }, choices, said, onSaid }: KindOfWordsProps) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const shown = (number: number) => formatNumber(number, { locale });
  // Also that a word's rows are to be refused.
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const rowsText = (rows: number) => (rows > 0 ? t("rows", { count: rows, shown: shown(rows) }) : t("unknown.said"));
  const meansOf = (word: string) => said.find((one) => one.word === word)?.means ?? "";
  const none = [
    { value: "", label: t("unknown.refuse") },
    { value: NOBODYS, label: t(`unknown.none.${kind}`) },
  ];
  const folded = words.length > UNFOLDED ? words.slice(ASKED) : [];
  const others = words.filter(({ word }) => !answered.has(word) && ["", NOBODYS].includes(meansOf(word)));
  const [first = "", ...further] = new Set(others.map(({ word }) => meansOf(word)));
  const othersMean = further.length > 0 ? MIXED : first;
  const say = (asked: typeof words, means: string) => {
    const kept = said.filter(({ word }) => !asked.some((one) => one.word === word));
    onSaid(means === "" ? kept : [...kept, ...asked.map(({ word }) => ({ word, means }))]);
  };
  const asking = (asked: typeof words) =>
    asked.map(({ word, rows, before }) => (
      <li key={word} className="flex min-w-0 flex-col justify-end">
        <Field
          label={<span className="break-words">{word}</span>}
          note={
            <span className="whitespace-nowrap">
              {rowsText(rows)}
              {before !== "" && before === meansOf(word) && ` · ${t("unknown.before")}`}
            </span>
          }
        >
          <NativeSelect
            options={[...none, ...choices]}
            value={meansOf(word)}
            onChange={({ target }) => {
              setAnswered(new Set([...answered, word]));
              say(
                words.filter((one) => one.word === word),
                target.value,
              );
            }}
          />
        </Field>
      </li>
    ));
  const chosen = folded.filter(({ word }) => !["", NOBODYS].includes(meansOf(word))).length;
  return (
    <section aria-label={t(`unknown.${kind}`)} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{t(`unknown.${kind}`)}</h3>
      <ul className={GRID}>
        {asking(folded.length > 0 ? words.slice(0, ASKED) : words)}
        {words.length > ASKED && others.length > 0 && (
          <li className="flex min-w-0 flex-col justify-end">
            <Field label={t("unknown.others")} note={rowsText(others.reduce((sum, { rows }) => sum + rows, 0))}>
              <NativeSelect
                options={[
                  ...(othersMean === MIXED ? [{ value: MIXED, label: t("unknown.mixed"), disabled: true }] : []),
                  ...none,
                ]}
                value={othersMean}
                onChange={({ target }) => {
                  say(others, target.value);
                }}
              />
            </Field>
          </li>
        )}
      </ul>
      {folded.length > 0 && (
        <Disclosure
          summary={t("unknown.oneByOne", { shown: shown(folded.length) })}
          note={chosen > 0 ? t("unknown.chosen", { count: chosen, shown: shown(chosen) }) : undefined}
        >
          <ul className={GRID}>{asking(folded)}</ul>
        </Disclosure>
      )}
      {more.words > 0 && (
        <p className="text-sm text-muted-foreground">
          {t("unknown.more", { count: more.words, shown: shown(more.words), rows: shown(more.rows) })}
        </p>
      )}
    </section>
  );
}

const GRID = "grid gap-x-5 gap-y-3 sm:grid-cols-2 xl:grid-cols-3";
