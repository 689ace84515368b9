"use client";

import { Merge, Pencil, Plus, Tags, Trash2, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { MergeTagsDialog, TagDialog } from "@/components/leads/words/tag-dialogs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatNumber } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import { deleteTagAction, reviveTagAction } from "@/lib/leads/tags/actions";
import type { TagTerm } from "@/lib/leads/tags/schema";

/** Every tag: its colour, how many leads have it, and what can be made of it. */
export function TagList({ tags }: { tags: readonly TagTerm[] }) {
  const t = useTranslations("words.tags");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const inUse = tags.filter(({ active }) => active);
  const [editing, setEditing] = useState<TagTerm | "new">();
  const [merging, setMerging] = useState<TagTerm>();
  const [deleting, setDeleting] = useState<TagTerm>();

  async function remove(tag: TagTerm): Promise<void> {
    const done = await run(
      () => deleteTagAction({ name: tag.name }),
      t("deleted", { tag: tag.name, count: tag.leads }),
    );
    if (done !== undefined) setDeleting(undefined);
  }

  return (
    <>
      <Section
        title={t("inUse")}
        actions={
          <Button
            size="sm"
            onClick={() => {
              setEditing("new");
            }}
          >
            <Plus aria-hidden />
            {t("new")}
          </Button>
        }
      >
        <Card>
          {inUse.length === 0 && <EmptyState icon={<Tags />} title={t("none")} description={t("noneText")} />}
          <ul className="divide-y">
            {inUse.map((tag) => (
              <li key={tag.id} className="flex items-center gap-1 py-1.5 pr-3 pl-4">
                <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
                  <TonePill tone={isTone(tag.tone) ? tag.tone : "gray"}>{tag.name}</TonePill>
                  <TagCount tag={tag} />
                </div>
                <IconButton
                  label={t("editNamed", { tag: tag.name })}
                  size="sm"
                  onClick={() => {
                    setEditing(tag);
                  }}
                >
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton
                  label={t("mergeNamed", { tag: tag.name })}
                  size="sm"
                  disabled={inUse.length < 2}
                  onClick={() => {
                    setMerging(tag);
                  }}
                >
                  <Merge aria-hidden />
                </IconButton>
                <IconButton
                  label={t("deleteNamed", { tag: tag.name })}
                  size="sm"
                  onClick={() => {
                    setDeleting(tag);
                  }}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        </Card>
      </Section>
      <GoneTags tags={tags.filter(({ active }) => !active)} />
      {editing && (
        <TagDialog
          tag={editing === "new" ? undefined : editing}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      {merging && (
        <MergeTagsDialog
          tag={merging}
          others={inUse.filter(({ id }) => id !== merging.id)}
          onClose={() => {
            setMerging(undefined);
          }}
        />
      )}
      {deleting && (
        <ConfirmDialog
          open
          onOpenChange={() => {
            setDeleting(undefined);
          }}
          title={t("deleteNamed", { tag: deleting.name })}
          description={t("deleteText", { count: deleting.leads })}
          confirmLabel={t("delete")}
          cancelLabel={common("cancel")}
          tone="danger"
          pending={pending}
          onConfirm={() => void remove(deleting)}
        />
      )}
    </>
  );
}

function TagCount({ tag }: { tag: TagTerm }) {
  const t = useTranslations("words");
  const locale = useLocale();
  const condition = { all: [{ field: "tags", op: "hasAny", value: [tag.name] }] };
  return (
    <Link
      href={leadsHref({ filter: JSON.stringify(condition) })}
      className="text-xs text-muted-foreground underline underline-offset-2 hover:text-foreground pointer-coarse:inline-block pointer-coarse:py-1.5"
    >
      {t("leads", { count: tag.leads, shown: formatNumber(tag.leads, { locale }) })}
    </Link>
  );
}

/** Links, rules and files that still name one mean what took its place, or nothing. */
function GoneTags({ tags }: { tags: readonly TagTerm[] }) {
  const t = useTranslations("words.tags");
  const { run } = useRun();
  if (tags.length === 0) return null;
  return (
    <Section title={t("goneTitle")} description={t("goneText")}>
      <Card>
        <ul className="divide-y">
          {tags.map((tag) => (
            <li key={tag.id} className="flex items-center gap-2 py-1.5 pr-3 pl-4 text-sm">
              <span className="min-w-0 flex-1 wrap-anywhere">
                {tag.name}
                {tag.successor !== null && <span className="text-muted-foreground"> → {tag.successor}</span>}
              </span>
              <IconButton
                label={t("reviveNamed", { tag: tag.name })}
                size="sm"
                onClick={() => void run(() => reviveTagAction({ name: tag.name }), t("revived", { tag: tag.name }))}
              >
                <Undo2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
