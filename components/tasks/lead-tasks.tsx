"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { TaskDialog } from "@/components/tasks/task-dialog";
import { TaskRow } from "@/components/tasks/task-row";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { TaskView } from "@/lib/leads/tasks/schema";

type LeadTasksProps = { tasks: readonly TaskView[]; today: string };

/** What is to be done for this lead, the next first; T adds something. */
export function LeadTasks({ tasks, today }: LeadTasksProps) {
  const t = useTranslations("tasks");
  const { meId, lead, panel, setPanel, now } = useDesk();
  const [editing, setEditing] = useState<TaskView>();
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  const done = tasks.filter(({ doneAt }) => doneAt !== null);
  const rowOf = (task: TaskView) => (
    <TaskRow
      key={task.id}
      task={task}
      now={now}
      today={today}
      withAssignee={task.assignee.id !== meId}
      onEdit={setEditing}
    />
  );
  const about = { lead: { id: lead.id, label: lead.label }, mayAssign: lead.can.assign, today, meId };
  return (
    <Card className="sm:max-lg:col-span-2 print:hidden">
      <CardHeader
        level={2}
        title={t("next")}
        actions={
          lead.can.update && (
            <Button
              size="sm"
              onClick={() => {
                setPanel("task");
              }}
            >
              <Plus aria-hidden />
              {t("new")}
            </Button>
          )
        }
      />
      {open.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted-foreground">{t("noNext")}</p>
      ) : (
        <ul className="divide-y pb-1">{open.map(rowOf)}</ul>
      )}
      {done.length > 0 && (
        <Disclosure summary={t("done", { count: done.length })} className="border-t px-4 py-1">
          <ul className="-mx-4 -ml-9.5 divide-y">{done.map(rowOf)}</ul>
        </Disclosure>
      )}
      {panel === "task" && (
        <TaskDialog
          {...about}
          onClose={() => {
            setPanel(null);
          }}
        />
      )}
      {editing && (
        <TaskDialog
          {...about}
          task={editing}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
    </Card>
  );
}
