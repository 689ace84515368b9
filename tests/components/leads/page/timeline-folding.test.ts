import { outcomeOf, timelineRows } from "@/components/leads/page/timeline-folding";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

type Given = { actor?: string; at: string } & Record<string, unknown>;

/** Told in the order it happened; the timeline gives the newest first. */
function told(...given: Given[]): TimelineEntry[] {
  return given
    .map(({ actor = "Ana", at, ...rest }, index) => ({
      seq: String(index),
      at: `2026-11-23T${at}.000Z`,
      history: false,
      actor: { type: "user", name: actor },
      ...rest,
    }))
    .toReversed() as unknown as TimelineEntry[];
}

const call = (at: string, attemptId = "one", outcome = "pending") => ({
  at,
  kind: "contact",
  channel: "call",
  attemptId,
  outcome,
  note: "",
});
const answered = (at: string, attemptId = "one") => ({
  at,
  kind: "outcome",
  channel: "call",
  attemptId,
  from: "pending",
  to: "reached",
  note: "",
});
const moved = (at: string, actor = "Ana") => ({ at, actor, kind: "status", from: { label: "A" }, to: { label: "B" } });
const shape = (entries: TimelineEntry[]) =>
  timelineRows(entries).map(({ head, parts }) => [head.kind, ...parts.map(({ kind }) => kind)].join("+"));

describe("what was done in one go is one row", () => {
  test("a call, how it went and the status that followed", () => {
    const entries = told(call("10:00:00"), answered("10:12:00"), moved("10:12:01"));
    expect(shape(entries)).toStrictEqual(["contact+outcome+status"]);
    expect(timelineRows(entries).map(outcomeOf)).toStrictEqual(["reached"]);
  });

  test("a call that was logged with its outcome, and the status", () => {
    expect(shape(told(call("10:00:00", "one", "no-answer"), moved("10:00:01")))).toStrictEqual(["contact+status"]);
  });

  test("an assignment and the status it brought; an arrival and its first look", () => {
    const first = { at: "09:00:00", actor: "Web" };
    const entries = told(
      { ...first, kind: "created", source: "Web", touch: null },
      { ...first, kind: "classified", rules: [], type: "" },
      { ...first, kind: "assigned", from: "", to: "Ana", method: "default-owner", reason: "" },
      { at: "10:00:00", actor: "Marta", kind: "assigned", from: "", to: "Luis", method: "by-hand", reason: "" },
      moved("10:00:00", "Marta"),
    );
    expect(shape(entries)).toStrictEqual(["assigned+status", "created+classified+assigned"]);
  });

  test("even when somebody else did something in between", () => {
    const note = { at: "10:05:00", actor: "Marta", kind: "note", body: "" };
    expect(shape(told(call("10:00:00"), note, answered("10:12:00"), moved("10:12:01")))).toStrictEqual([
      "note",
      "contact+outcome+status",
    ]);
  });
});

describe("what wasn't done in one go stays apart", () => {
  test.each([
    ["another attempt's outcome", told(call("10:00:00"), answered("10:01:00", "two"))],
    ["an outcome told hours later", told(call("10:00:00"), answered("15:00:00"))],
    ["a status while nobody said how the call went", told(call("10:00:00"), moved("10:00:05"))],
    ["a status somebody else set", told(call("10:00:00", "one", "reached"), moved("10:00:05", "Marta"))],
    ["a status set later", told(call("10:00:00", "one", "reached"), moved("10:20:00"))],
    ["a note after a note", told(...["10:00:00", "10:00:01"].map((at) => ({ at, kind: "note", body: "" })))],
  ])("%s", (_, entries) => {
    expect(timelineRows(entries)).toHaveLength(2);
  });

  test("a second change of status after the one that came with the call", () => {
    const entries = told(call("10:00:00", "one", "reached"), moved("10:00:01"), moved("10:00:20"));
    expect(shape(entries)).toStrictEqual(["status", "contact+status"]);
  });
});

test("every event is in exactly one row", () => {
  const entries = told(call("10:00:00"), answered("10:01:00"), moved("10:01:01"), moved("11:00:00"), call("12:00:00"));
  const seqs = timelineRows(entries).flatMap(({ head, parts }) => [head.seq, ...parts.map(({ seq }) => seq)]);
  expect(seqs.toSorted()).toStrictEqual(["0", "1", "2", "3", "4"]);
});
