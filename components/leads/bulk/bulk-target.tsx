"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { AnswerFields, answersIn } from "@/components/leads/answer-fields";
import { TagsTarget } from "@/components/leads/bulk/tags-target";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { NOBODY, PersonPicker } from "@/components/leads/person-picker";
import { Alert } from "@/components/ui/alert";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { amountFault } from "@/lib/core/money";
import { bulkOwnersAction } from "@/lib/leads/bulk/changing/actions";
import type { Refusal } from "@/components/form/use-outcome";
import type { AnswerDraft } from "@/components/leads/answer-fields";
import type { BulkKind } from "@/components/leads/bulk/bulk-bar";
import type { BulkChangeSet, BulkOwner, Selection } from "@/lib/leads/bulk/changing/schema";

type TargetProps = { kind: BulkKind; selection: Selection; onSet: (set: BulkChangeSet | null) => void };

/** What is to become of them, by the kind of change. */
export function Target({ kind, selection, onSet }: TargetProps) {
  if (kind === "status") return <StatusTarget onSet={onSet} />;
  if (kind === "task") return <TaskTarget onSet={onSet} />;
  if (kind === "owner") return <OwnerTarget selection={selection} onSet={onSet} />;
  return <TagsTarget selection={selection} onSet={onSet} />;
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
        said={(field) => (field === "amountCents" && unread ? outcome.fieldText(amountFault(draft.amount)) : undefined)}
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
