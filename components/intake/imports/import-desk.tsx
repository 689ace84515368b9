"use client";

import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { ImportActions } from "@/components/intake/imports/import-actions";
import { ImportSettings } from "@/components/intake/imports/import-settings";
import { OutcomeSummary } from "@/components/intake/imports/outcome-summary";
import { ShapeForm } from "@/components/intake/imports/shape-form";
import { StageProgress } from "@/components/intake/imports/stage-progress";
import { UnknownWords } from "@/components/intake/imports/unknown-words";
import { UpdatedFields } from "@/components/intake/imports/updated-fields";
import { useProgress } from "@/components/intake/imports/use-progress";
import { NAMED } from "@/lib/intake/importing/schema";
import type { ImportOptions } from "@/components/intake/imports/import-settings";
import type {
  ImportColumn,
  ImportProgress,
  ImportSettings as Settings,
  Shape,
  UnknownWord,
  UnknownWords as Words,
} from "@/lib/intake/importing/schema";

type ImportDeskProps = {
  progress: ImportProgress;
  columns: ImportColumn[];
  settings: Settings;
  shape: Shape;
  options: ImportOptions;
  /** What the rows that were tried name and nobody knows. */
  unknown: Words;
};

/** An import from its columns to its undoing; what is at work is watched, and goes on without being watched. */
export function ImportDesk({ progress: first, columns, settings, shape, options, unknown }: ImportDeskProps) {
  const refresh = useRefresh();
  const progress = useProgress(first, columns.length > 0);
  const [changing, setChanging] = useState(false);
  const { id, stage, state } = progress;
  const isRead = stage === "read" && state === "done";
  const isSetting = isRead || (stage === "check" && state !== "working" && changing);
  // Until the page was read again its words are those of the time before.
  const isTried = [first, progress].every((one) => one.stage === "check" && one.state === "done") && !isSetting;
  const asksFirst = isTried && refusesMost(progress) && NAMED.some((kind) => unknown[kind].words.some(isOpen));
  const hasOutcomes = stage !== "read" && !isSetting && progress.counts.length > 0;

  const words = <UnknownWords key={JSON.stringify(unknown)} importId={id} words={unknown} {...{ settings, options }} />;

  return (
    <div className="flex flex-col gap-5">
      <StageProgress progress={progress} />
      {asksFirst && words}
      {!isSetting && (
        <ImportActions
          progress={progress}
          asksFirst={asksFirst}
          onChange={() => {
            setChanging(true);
          }}
        />
      )}
      {isSetting && (
        <>
          <ImportSettings
            key={JSON.stringify([shape, columns])}
            importId={id}
            columns={columns}
            settings={settings}
            options={options}
            onChecking={() => {
              setChanging(false);
              refresh();
            }}
          />
          <ShapeForm key={JSON.stringify(shape)} importId={id} shape={shape} />
        </>
      )}
      {stage === "read" && state === "failed" && (
        <ShapeForm key={JSON.stringify(shape)} importId={id} shape={shape} open />
      )}
      {isTried && !asksFirst && words}
      {hasOutcomes && (
        <OutcomeSummary
          key={`${stage} ${state}`}
          progress={progress}
          columns={columns.map(({ label }) => label)}
          statuses={options.statuses.map(({ label }) => label)}
          done={stage === "run" || stage === "undo"}
        />
      )}
      {hasOutcomes && stage !== "undo" && <UpdatedFields fields={progress.fields} />}
    </div>
  );
}

/** Rows are refused because of it. */
const isOpen = ({ rows }: UnknownWord): boolean => rows > 0;

function refusesMost({ counts, rowCount }: ImportProgress): boolean {
  const refused = counts.filter(({ outcome }) => outcome === "refused").reduce((sum, { count }) => sum + count, 0);
  return refused * 2 > rowCount;
}
