"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { FileButtons, filesIn } from "@/components/leads/files/file-buttons";
import { FileLink } from "@/components/leads/files/file-link";
import { UploadList } from "@/components/leads/files/upload-list";
import { useUploads } from "@/components/leads/files/use-uploads";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { When } from "@/components/leads/page/when";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { cn } from "@/lib/core/cn";
import { attachFilesAction, removeFileAction } from "@/lib/leads/files/actions";
import type { FileView } from "@/lib/leads/files/schema";

/** Everything people put on the lead, with a note or by itself. */
export function LeadFiles({ files }: { files: FileView[] }) {
  const t = useTranslations("lead.files");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const refresh = useRefresh();
  const { lead } = useDesk();
  const [over, setOver] = useState(false);
  const [removing, setRemoving] = useState<FileView | null>(null);
  const [pending, setPending] = useState(false);
  const uploads = useUploads({ leadId: lead.id, onArrived: (upload, key) => void attach(upload, key) });
  const mayAdd = lead.can.update;

  // A file that misses its place would be opened instead of this page, with all that is being typed on it.
  useEffect(() => {
    const keep = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);

  async function attach(upload: string, key: string): Promise<void> {
    const result = await attachFilesAction({ leadId: lead.id, uploads: [upload] }).catch(lost);
    if (!result.ok && result.code === "UNANSWERED") {
      uploads.fail(key, words(result));
      return;
    }
    uploads.drop(key);
    if (!result.ok) notify.error(words(result));
    refresh();
  }

  async function remove(file: FileView): Promise<void> {
    setPending(true);
    const result = await removeFileAction({ fileId: file.id }).catch(lost);
    setPending(false);
    if (result.ok || result.code !== "UNANSWERED") setRemoving(null);
    if (!result.ok) notify.error(words(result));
    refresh();
  }

  if (files.length === 0 && !mayAdd) return null;
  return (
    <Card
      className={cn(over && "outline-2 -outline-offset-2 outline-accent", files.length === 0 && "print:hidden")}
      onDragOver={(event) => {
        if (!mayAdd) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        if (!mayAdd) return;
        event.preventDefault();
        setOver(false);
        uploads.add(filesIn(event.dataTransfer));
      }}
    >
      <CardHeader
        level={2}
        title={t("title")}
        actions={
          mayAdd && (
            <div className="-my-1 flex print:hidden">
              <FileButtons onFiles={uploads.add} />
            </div>
          )
        }
      />
      <CardBody className="flex flex-col gap-2">
        <UploadList sendings={uploads.sendings} onDrop={uploads.drop} onRetry={uploads.retry} />
        {files.length === 0 && uploads.sendings.length === 0 && (
          <p className="text-sm text-muted-foreground">{t("none")}</p>
        )}
        <ul className="flex flex-col gap-1.5">
          {files.map((file) => (
            <li key={file.id} className="group/file flex min-w-0 items-start gap-1">
              <div className="min-w-0 flex-1">
                <FileLink file={file} />
                <p className="truncate pl-6 text-xs text-muted-foreground">
                  <When at={file.at}>{(when) => `${file.by} · ${when}`}</When>
                </p>
              </div>
              {file.removable && (
                <IconButton
                  label={t("remove", { name: file.name })}
                  size="sm"
                  className="text-muted-foreground group-hover/file:opacity-100 focus-visible:opacity-100 pointer-fine:opacity-0 print:hidden"
                  onClick={() => {
                    setRemoving(file);
                  }}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => {
          if (!open) setRemoving(null);
        }}
        title={t("removeTitle")}
        description={<span className="wrap-anywhere">{t("removeText", { name: removing?.name ?? "" })}</span>}
        confirmLabel={common("delete")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => {
          if (removing) void remove(removing);
        }}
      />
    </Card>
  );
}
