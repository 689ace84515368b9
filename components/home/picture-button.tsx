"use client";

import { ImageDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { chartPicture } from "@/components/home/chart-picture";
import { saveFile } from "@/components/home/save-file";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";

type PictureButtonProps = { name: string; title: string; chart: React.RefObject<HTMLElement | null> };

/** Keeps the chart as it is drawn. */
export function PictureButton({ name, title, chart }: PictureButtonProps) {
  const t = useTranslations("home");
  return (
    <Button
      size="sm"
      variant="ghost"
      className="text-muted-foreground"
      aria-label={t("savePng", { title })}
      onClick={() => {
        const drawing = chart.current?.querySelector("svg");
        if (!drawing) return;
        chartPicture(drawing, title).then(
          (picture) => {
            saveFile(`${name}.png`, picture);
          },
          () => {
            notify.error(t("notSaved"));
          },
        );
      }}
    >
      <ImageDown aria-hidden />
      PNG
    </Button>
  );
}
