"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { AnswerFields, answersIn } from "@/components/leads/answer-fields";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { NOBODY, PersonPicker } from "@/components/leads/person-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Spinner } from "@/components/ui/spinner";
import { formatNumber } from "@/lib/core/format";
import { bulkOwnersAction, previewBulkAction, startBulkAction } from "@/lib/leads/bulk/changing/actions";
import { NOT_CHANGED } from "@/lib/leads/bulk/changing/schema";
import type { Refusal } from "@/components/form/use-outcome";
import type { AnswerDraft } from "@/components/leads/answer-fields";
import type { BulkKind } from "@/components/leads/bulk/bulk-bar";
import type { BulkChangeSet, BulkOwner, BulkPreview, Selection } from "@/lib/leads/bulk/changing/schema";

type BulkDialogProps = { kind: BulkKind; selection: Selection; onClose: () => void; onStarted: () => void };

const lost = (): Refusal => ({ ok: false, code: "INTERNAL", requestId: "–" });

/** What is to become of the leads chosen, and what that would mean for each, before anything changes. */
export function BulkDialog({ kind, selection, onClose, onStarted }: BulkDialogProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const router = useRouter();
  const outcome = useOutcome();
  const [set, setSet] = useState<BulkChangeSet | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Refusal | null>(null);
  const { preview, refusal } = usePreview(selection, set);
  const said = failed ?? refusal;

  async function start() {
    if (!set) return;
    setBusy(true);
    const result = await startBulkAction({ selection, set }).catch(lost);
    setBusy(false);
    if (!result.ok) {
      setFailed(result);
      return;
    }
    onStarted();
    router.refresh();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t(`bulk.titles.${kind}`)}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button
              variant="primary"
              pending={busy}
              disabled={!preview || preview.change === 0}
              onClick={() => void start()}
            >
              {t("bulk.start", { count: preview?.change ?? 0 })}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Target
            kind={kind}
            selection={selection}
            onSet={(next) => {
              setFailed(null);
              setSet(next);
            }}
          />
          {said && <Alert variant="danger">{wordsOf(said, outcome)}</Alert>}
          {set && !said && <Preview preview={preview} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function wordsOf(refusal: Refusal, outcome: ReturnType<typeof useOutcome>): string {
  const [field] = Object.values(refusal.fields ?? {});
  return field === undefined ? outcome.text(refusal) : outcome.fieldText(field);
}

type TargetProps = { kind: BulkKind; selection: Selection; onSet: (set: BulkChangeSet | null) => void };

function Target({ kind, selection, onSet }: TargetProps) {
  const t = useTranslations("leads");
  const [tags, setTags] = useState({ add: "", remove: "" });

  if (kind === "status") return <StatusTarget onSet={onSet} />;
  if (kind === "task") return <TaskTarget onSet={onSet} />;
  if (kind === "owner") return <OwnerTarget selection={selection} onSet={onSet} />;
  return (
    <>
      {(["add", "remove"] as const).map((which) => (
        <Field key={which} label={t(`bulk.tags.${which}`)} hint={t("bulk.tags.hint")}>
          <Input
            value={tags[which]}
            autoComplete="off"
            onChange={(event) => {
              const next = { ...tags, [which]: event.currentTarget.value };
              setTags(next);
              const [add, remove] = [tagsIn(next.add), tagsIn(next.remove)];
              onSet(add.length + remove.length === 0 ? null : { kind: "tags", add, remove });
            }}
          />
        </Field>
      ))}
    </>
  );
}

/** Whoever can have at least one of them, and why they get them. */
function OwnerTarget({ selection, onSet }: Pick<TargetProps, "selection" | "onSet">) {
  const t = useTranslations("leads");
  const { people, failure } = useBulkOwners(selection);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const outcome = useOutcome();

  function say(id: string | null, why: string) {
    setChosen(id);
    setReason(why);
    onSet(id === null ? null : { kind: "owner", ownerId: id === NOBODY ? null : id, reason: why });
  }

  if (failure) return <Alert variant="danger">{outcome.text(failure)}</Alert>;
  return (
    <>
      <PersonPicker
        asField
        withNobody
        label={t("column.owner")}
        people={people}
        chosenId={chosen}
        className="rounded-md border"
        onPick={(person) => {
          say(person?.id ?? NOBODY, reason);
        }}
      />
      <Field label={t("bulk.reason")}>
        <Input
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => {
            say(chosen, event.currentTarget.value);
          }}
        />
      </Field>
    </>
  );
}

/** The selection is told apart by what it says: a dialog drawn anew has it as another object. */
function useBulkOwners(selection: Selection) {
  const [people, setPeople] = useState<BulkOwner[] | null>(null);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const asked = JSON.stringify(selection);
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const result = await bulkOwnersAction(JSON.parse(asked) as Selection).catch(lost);
      if (gone) return;
      if (result.ok) setPeople(result.data);
      else setFailure(result);
    };
    void ask();
    return () => {
      gone = true;
    };
  }, [asked]);
  return { people, failure };
}

/** The status, and what it asks: said once for all. */
function StatusTarget({ onSet }: { onSet: (set: BulkChangeSet | null) => void }) {
  const t = useTranslations("leads");
  const outcome = useOutcome();
  const { choices } = useListNavigation();
  const [statusId, setStatusId] = useState("");
  const [draft, setDraft] = useState(NOTHING_SAID);
  const asks = choices.statuses.find(({ id }) => id === statusId)?.asks ?? {};
  const unread = answersIn(draft, asks) === null;

  function say(id: string, typed: AnswerDraft) {
    setStatusId(id);
    setDraft(typed);
    const wanted = choices.statuses.find((status) => status.id === id);
    const answers = wanted && answersIn(typed, wanted.asks);
    const { reason, date } = wanted?.asks ?? {};
    const lacks = (reason === "required" && typed.reason === "") || (date === "required" && typed.until === "");
    onSet(!wanted || !answers || lacks ? null : { kind: "status", statusId: id, ...answers });
  }

  return (
    <>
      <Field label={t("column.status")}>
        <NativeSelect
          emptyLabel={t("bulk.choose")}
          value={statusId}
          options={choices.statuses.filter(({ active }) => active).map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => {
            say(event.currentTarget.value, NOTHING_SAID);
          }}
        />
      </Field>
      <AnswerFields
        asks={asks}
        reasons={choices.reasons}
        amountLabel={t("ask.amountMany")}
        draft={draft}
        said={(field) => (field === "amountCents" && unread ? outcome.fieldText("notAmount") : undefined)}
        onChange={(typed) => {
          say(statusId, typed);
        }}
      />
    </>
  );
}

/** The same for each lead: its owner's to do by a day. */
function TaskTarget({ onSet }: { onSet: (set: BulkChangeSet | null) => void }) {
  const t = useTranslations("leads");
  const [task, setTask] = useState({ title: "", day: "" });
  const say = (typed: Partial<typeof task>) => {
    const next = { ...task, ...typed };
    setTask(next);
    onSet(next.title.trim() === "" || next.day === "" ? null : { kind: "task", ...next });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
      <Field label={t("bulk.task.title")} hint={t("bulk.task.hint")}>
        <Input
          value={task.title}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => {
            say({ title: event.currentTarget.value });
          }}
        />
      </Field>
      <Field label={t("bulk.task.day")}>
        <DateInput
          value={task.day}
          onChange={(event) => {
            say({ day: event.currentTarget.value });
          }}
        />
      </Field>
    </div>
  );
}

const NOTHING_SAID: AnswerDraft = { reason: "", until: "", amount: "" };

function tagsIn(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

function Preview({ preview }: { preview: BulkPreview | null }) {
  const t = useTranslations("leads");
  const locale = useLocale();
  if (!preview)
    return (
      <p className="flex items-center gap-2 text-muted-foreground">
        <Spinner className="size-4" />
        {t("bulk.looking")}
      </p>
    );
  return (
    <ul aria-label={t("bulk.preview")} className="flex flex-col gap-1 rounded-lg border bg-surface p-3">
      <li className="font-medium">{t("bulk.would.change", { count: preview.change })}</li>
      {NOT_CHANGED.filter((key) => preview[key] > 0).map((key) => (
        <li key={key} className="text-muted-foreground">
          {t(`bulk.would.${key}`, { count: preview[key], number: formatNumber(preview[key], { locale }) })}
        </li>
      ))}
    </ul>
  );
}

const PAUSE_MS = 300;

/** Asked when one pauses; an answer to what was chosen before is no answer. */
function usePreview(selection: Selection, set: BulkChangeSet | null) {
  const asked = JSON.stringify({ selection, set });
  const [answer, setAnswer] = useState<{ asked: string; preview: BulkPreview | null; refusal: Refusal | null }>();
  useEffect(() => {
    const input = JSON.parse(asked) as { selection: Selection; set: BulkChangeSet | null };
    const { set: wanted } = input;
    if (!wanted) return;
    const timer = setTimeout(() => {
      void previewBulkAction({ selection: input.selection, set: wanted })
        .catch(lost)
        .then((result) => {
          setAnswer({ asked, preview: result.ok ? result.data : null, refusal: result.ok ? null : result });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [asked]);
  const current = answer?.asked === asked ? answer : undefined;
  return { preview: current?.preview ?? null, refusal: current?.refusal ?? null };
}
