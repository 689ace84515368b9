"use client";

import { ImageUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useRun } from "@/components/form/use-run";
import { squareOf } from "@/components/users/photo-square";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { usePicture } from "@/components/ui/pictures";
import { removePhotoAction } from "@/lib/users/photos/actions";
import { PHOTO_TYPES } from "@/lib/users/photos/schema";
import type { Refusal } from "@/components/form/use-outcome";
import type { ActionResult } from "@/lib/core/define-action";

type PhotoCardProps = { user: { id: string; name: string }; own: boolean };

/** Somebody's photo, to be given, changed and taken away. */
export function PhotoCard({ user, own }: PhotoCardProps) {
  const t = useTranslations("users.photo");
  const { run, pending } = useRun();
  const input = useRef<HTMLInputElement>(null);
  const has = usePicture(user.id) !== undefined;
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center gap-4 pt-4">
        <Avatar id={user.id} name={user.name} size="xl" />
        <div className="flex min-w-56 flex-1 flex-col gap-2">
          <div>
            <h2 className="text-base font-semibold tracking-tight">{t("title")}</h2>
            <p className="text-sm text-muted-foreground">{t("text", { own: String(own) })}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button pending={pending} onClick={() => input.current?.click()}>
              <ImageUp aria-hidden />
              {t(has ? "change" : "choose")}
            </Button>
            {has && (
              <Button
                variant="ghost"
                disabled={pending}
                onClick={() => void run(() => removePhotoAction({ userId: user.id }), t("removed"))}
              >
                <Trash2 aria-hidden />
                {t("remove")}
              </Button>
            )}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept={PHOTO_TYPES.join()}
          aria-label={t("choose")}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // The same file once more is a choice as well.
            currentTarget.value = "";
            if (file) void run(() => send(user.id, file), t("saved"));
          }}
        />
      </CardBody>
    </Card>
  );
}

async function send(userId: string, file: File): Promise<ActionResult<unknown>> {
  const square = await squareOf(file);
  if (!(square instanceof Blob)) {
    return { ok: false, code: "PRECONDITION", requestId: "", details: { ...square.details, reason: square.reason } };
  }
  const answer = await fetch(`/api/users/${userId}/photo`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: square,
  });
  const said: unknown = await answer.json();
  return answer.ok ? { ok: true, data: said } : { ...(said as Refusal), ok: false };
}
