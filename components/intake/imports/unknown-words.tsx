"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
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

function KindOfWords({ kind, words: { words, more }, choices, said, onSaid }: KindOfWordsProps) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const shown = (number: number) => formatNumber(number, { locale });
  const meansOf = (word: string) => said.find((one) => one.word === word)?.means ?? "";
  const options = [
    { value: "", label: t("unknown.refuse") },
    { value: NOBODYS, label: t(`unknown.none.${kind}`) },
    ...choices,
  ];
  return (
    <section aria-label={t(`unknown.${kind}`)} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{t(`unknown.${kind}`)}</h3>
      <ul className="grid gap-x-5 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
        {words.map(({ word, rows, before }) => (
          <li key={word} className="flex min-w-0 flex-col justify-end">
            <Field
              label={<span className="break-words">{word}</span>}
              note={
                <span className="whitespace-nowrap">
                  {rows > 0 ? t("rows", { count: rows, shown: shown(rows) }) : t("unknown.said")}
                  {before !== "" && before === meansOf(word) && ` · ${t("unknown.before")}`}
                </span>
              }
            >
              <NativeSelect
                options={options}
                value={meansOf(word)}
                onChange={({ target: { value: means } }) => {
                  const others = said.filter((one) => one.word !== word);
                  onSaid(means === "" ? others : [...others, { word, means }]);
                }}
              />
            </Field>
          </li>
        ))}
      </ul>
      {more.words > 0 && (
        <p className="text-sm text-muted-foreground">
          {t("unknown.more", { count: more.words, shown: shown(more.words), rows: shown(more.rows) })}
        </p>
      )}
    </section>
  );
}
