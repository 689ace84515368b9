"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { cn } from "@/lib/core/cn";
import type { Refusal } from "@/components/form/use-outcome";

/** A file chosen or dropped goes up at once; what to do with it is asked when it is there. */
export function UploadCard() {
  const t = useTranslations("imports");
  const router = useRouter();
  const id = useId();
  const outcome = useOutcome();
  const [sent, setSent] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const [over, setOver] = useState(false);

  async function take(file: File | undefined) {
    if (!file || sent !== undefined) return;
    setFailure(undefined);
    setSent(0);
    const answer = await send(file, setSent);
    if ("id" in answer) {
      router.push(`/intake/imports/${answer.id}`);
      return;
    }
    setSent(undefined);
    setFailure(outcome.text(answer));
  }

  return (
    <Card>
      <CardBody className="flex flex-col gap-3 pt-4">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        <label
          htmlFor={id}
          className={cn(
            "flex flex-col items-center gap-2 rounded-lg border border-dashed border-control px-4 py-8 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-ring",
            over ? "bg-accent-soft" : "hover:bg-hover",
          )}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => {
            setOver(false);
          }}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer.files[0]);
          }}
        >
          <Upload aria-hidden className="size-6 text-muted-foreground" />
          <span className="font-medium">{t("chooseFile")}</span>
          <span className="text-sm text-muted-foreground">{t("fileHint")}</span>
          <input
            id={id}
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className="sr-only"
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
        {sent !== undefined && (
          <div className="flex flex-col gap-1.5">
            <Progress label={t("uploading")} value={sent} />
            <p className="text-sm text-muted-foreground">{t("uploading")}</p>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

type Answer = { id: string } | Refusal;

/** `fetch` doesn't say how much has gone. */
function send(file: File, onSent: (percent: number) => void): Promise<Answer> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/imports?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => {
      onSent(Math.round((loaded / Math.max(total, 1)) * 100));
    };
    request.onload = () => {
      try {
        const answer = JSON.parse(request.responseText) as Answer;
        done("id" in answer ? answer : { ...answer, ok: false });
      } catch {
        done(lost());
      }
    };
    request.onerror = () => {
      done(lost());
    };
    request.send(file);
  });
}
