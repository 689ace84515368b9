"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { reshapeImportAction } from "@/lib/intake/importing/actions";
import { MOST_ROWS } from "@/lib/intake/importing/schema";
import type { CsvShape, Shape } from "@/lib/intake/importing/schema";

const ENCODINGS: CsvShape["encoding"][] = ["utf-8", "windows-1252", "utf-16le", "utf-16be"];
const DELIMITERS: CsvShape["delimiter"][] = [",", ";", "\t", "|"];
const NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** For the file that was taken for something else than it is. */
export function ShapeForm({ importId, shape: read, open = false }: { importId: string; shape: Shape; open?: boolean }) {
  const t = useTranslations("imports");
  const { run, pending } = useRun();
  const [shape, setShape] = useState<CsvShape>({
    encoding: read.encoding,
    delimiter: read.delimiter,
    header: read.header,
    ...(read.sheet !== undefined && { sheet: read.sheet }),
  });
  const { sheets = [] } = read;
  const [row, setRow] = useState(read.headerRow === undefined ? "" : String(read.headerRow));
  const headerRow = Number(row);
  const isRow = row === "" || (Number.isInteger(headerRow) && headerRow > 0 && headerRow <= MOST_ROWS);
  return (
    <div className="flex flex-col gap-2">
      {read.header && (read.headerRow ?? 1) > 1 && (
        <p className="text-sm text-muted-foreground">{t("headingsIn", { row: read.headerRow ?? 1 })}</p>
      )}
      {sheets.length > 1 && (
        <p className="text-sm text-muted-foreground">
          {t("sheetRead", { name: sheets[(read.sheet ?? 1) - 1] ?? "", count: sheets.length })}
        </p>
      )}
      <Disclosure summary={t("shape")} open={open}>
        <div className="flex flex-col items-start gap-4 pt-2">
          {read.format === "csv" && (
            <div className="flex flex-wrap gap-4">
              <Field label={t("encoding")}>
                <NativeSelect
                  value={shape.encoding}
                  options={ENCODINGS.map((value) => ({ value, label: t(`encodings.${value}`) }))}
                  onChange={(event) => {
                    setShape({ ...shape, encoding: event.target.value as CsvShape["encoding"] });
                    // Read otherwise, it is found anew.
                    setRow("");
                  }}
                />
              </Field>
              <Field label={t("delimiter")}>
                <NativeSelect
                  value={shape.delimiter}
                  options={DELIMITERS.map((value) => ({ value, label: t(`delimiters.${NAMES[value]}`) }))}
                  onChange={(event) => {
                    setShape({ ...shape, delimiter: event.target.value as CsvShape["delimiter"] });
                    setRow("");
                  }}
                />
              </Field>
            </div>
          )}
          {sheets.length > 1 && (
            <Field label={t("sheet")}>
              <NativeSelect
                value={String(shape.sheet ?? 1)}
                options={sheets.map((label, index) => ({ value: String(index + 1), label }))}
                onChange={(event) => {
                  setShape({ ...shape, sheet: Number(event.target.value) });
                  setRow("");
                }}
              />
            </Field>
          )}
          <CheckboxLine
            checked={shape.header}
            onCheckedChange={(header) => {
              setShape({ ...shape, header });
            }}
            label={t("header")}
          />
          {shape.header && (
            <Field label={t("headerRow")} hint={t("headerRowHint")} error={isRow ? undefined : t("headerRowWrong")}>
              <Input
                value={row}
                inputMode="numeric"
                onChange={(event) => {
                  setRow(event.target.value.trim());
                }}
              />
            </Field>
          )}
          <Button
            pending={pending}
            disabled={shape.header && !isRow}
            onClick={() =>
              void run(() =>
                reshapeImportAction({
                  importId,
                  shape: { ...shape, ...(shape.header && row !== "" && { headerRow }) },
                }),
              )
            }
          >
            {t("readAgain")}
          </Button>
        </div>
      </Disclosure>
    </div>
  );
}
