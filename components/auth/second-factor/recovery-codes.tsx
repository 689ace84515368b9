"use client";

import { Check, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { saveFile } from "@/components/home/save-file";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";

type RecoveryCodesProps = { codes: readonly string[]; account: string; onDone: () => void };

/** The only time they can be seen. */
export function RecoveryCodes({ codes, account, onDone }: RecoveryCodesProps) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const list = useRef<HTMLUListElement>(null);
  const [copied, setCopied] = useState<"copied" | "refused">();
  const text = [t("fileTitle", { account }), t("fileText"), "", ...codes, ""].join("\r\n");

  return (
    <div className="flex flex-col gap-4">
      <Alert variant="warning">{t("codesText")}</Alert>
      <ul
        ref={list}
        aria-label={t("codes")}
        className="grid gap-x-6 gap-y-1.5 rounded-md border bg-muted px-4 py-3 font-mono text-sm tabular-nums sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p role="status" className="text-xs text-muted-foreground empty:hidden">
        {copied === "refused" ? common("copyRefused") : ""}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            saveFile(t("fileName"), new Blob([text], { type: "text/plain" }));
          }}
        >
          <Download aria-hidden />
          {t("download")}
        </Button>
        <Button
          onClick={() => {
            if (!list.current) return;
            void copyText(codes.join("\n"), list.current).then((done) => {
              setCopied(done ? "copied" : "refused");
            });
          }}
        >
          {copied === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{copied === "copied" ? common("copied") : common("copy")}</span>
        </Button>
        <Button variant="primary" className="ml-auto" onClick={onDone}>
          {t("codesKept")}
        </Button>
      </div>
    </div>
  );
}
