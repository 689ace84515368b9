"use client";

import { FailedPage } from "@/components/shell/failed-page";
import type { FailedPageProps } from "@/components/shell/failed-page";

export default function ErrorPage(props: FailedPageProps) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  );
}
