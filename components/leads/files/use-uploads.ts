"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { MOST_FILE_BYTES, MOST_FILES_AT_ONCE } from "@/lib/leads/files/schema";
import type { Refusal } from "@/components/form/use-outcome";
import type { Uploaded } from "@/lib/leads/files/schema";

/** A file on its way: how much has gone, then what it was answered with, or why not. */
export type Sending = { key: string; file: File; percent: number; upload?: string; error?: string };

type Options = {
  leadId: string;
  /** For who needn't wait for others: each as it is there. */
  onArrived?: (upload: string, key: string) => void;
};

let keys = 0;

/** Sends files for a lead, several at once; each can be given up, and tried again where it failed. */
export function useUploads({ leadId, onArrived }: Options) {
  const t = useTranslations("lead.files");
  const outcome = useOutcome();
  const [sendings, setSendings] = useState<Sending[]>([]);
  const requests = useRef(new Map<string, XMLHttpRequest>());

  useEffect(() => {
    const { current: open } = requests;
    return () => {
      for (const request of open.values()) request.abort();
    };
  }, []);

  function change(key: string, more: Partial<Sending>) {
    setSendings((before) => before.map((one) => (one.key === key ? { ...one, ...more } : one)));
  }

  function start({ key, file }: Pick<Sending, "key" | "file">) {
    const request = new XMLHttpRequest();
    requests.current.set(key, request);
    const end = (answer: Uploaded | Refusal) => {
      requests.current.delete(key);
      if ("upload" in answer) {
        change(key, { percent: 100, upload: answer.upload });
        onArrived?.(answer.upload, key);
      } else change(key, { error: answer.requestId === "" ? t("broken") : outcome.text(answer) });
    };
    request.open("POST", `/api/leads/files?${new URLSearchParams({ lead: leadId, name: file.name }).toString()}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => {
      change(key, { percent: Math.round((loaded / Math.max(total, 1)) * 100) });
    };
    request.onload = () => {
      end(answerOf(request.responseText));
    };
    request.onerror = () => {
      end(BROKEN);
    };
    request.send(file);
  }

  function drop(key: string) {
    requests.current.get(key)?.abort();
    requests.current.delete(key);
    setSendings((before) => before.filter((one) => one.key !== key));
  }

  return {
    sendings,
    isSending: sendings.some(({ upload, error }) => upload === undefined && error === undefined),
    add: (files: Iterable<File>) => {
      const taken = [...files].map((file) => ({ key: `file-${++keys}`, file, percent: 0 }));
      const room = MOST_FILES_AT_ONCE - sendings.length;
      const told = taken.map((one, index) => {
        if (index >= room) return { ...one, error: t("tooMany", { most: MOST_FILES_AT_ONCE }) };
        return one.file.size > MOST_FILE_BYTES ? { ...one, error: t("tooLarge") } : one;
      });
      setSendings((before) => [...before, ...told]);
      for (const one of told) if (!("error" in one)) start(one);
    },
    retry: ({ key, file, upload }: Sending) => {
      // What has gone up already is only put where it belongs once more.
      const arrived = upload !== undefined && { percent: 100, upload };
      setSendings((before) => before.map((one) => (one.key === key ? { key, file, percent: 0, ...arrived } : one)));
      if (upload === undefined) start({ key, file });
      else onArrived?.(upload, key);
    },
    /** It has gone up, and could not be put where it belongs. */
    fail: (key: string, error: string) => {
      change(key, { error });
    },
    /** Gives one up, or takes it off the list. */
    drop,
    /** What went with a note is gone from here; what failed stays to be seen. */
    clearSent: () => {
      setSendings((before) => before.filter(({ upload }) => upload === undefined));
    },
  };
}

const BROKEN: Refusal = { ok: false, code: "INTERNAL", requestId: "" };

function answerOf(text: string): Uploaded | Refusal {
  try {
    const answer = JSON.parse(text) as Uploaded | Refusal;
    return "upload" in answer ? answer : { ...answer, ok: false };
  } catch {
    return BROKEN;
  }
}
