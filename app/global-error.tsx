"use client";

import "@/app/globals.css";
import { BrandMark } from "@/components/shell/brand-mark";
import { Button } from "@/components/ui/button";

/**
 * The layout itself failed, and with it the language: so both are said.
 * The root layout isn't there, so this one brings its own html.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="es">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6">
          <title>Leads Manager</title>
          <BrandMark className="size-8" />
          <h1 className="text-2xl font-semibold tracking-tight">Algo salió mal</h1>
          <p>Nada de lo guardado se perdió. Probá de nuevo en un momento.</p>
          <p lang="en" className="text-muted-foreground">
            Something went wrong. Nothing that was saved is lost; try again in a moment.
          </p>
          <p className="font-mono text-sm text-muted-foreground select-all">{error.digest ?? "–"}</p>
          <div>
            <Button
              variant="primary"
              onClick={() => {
                window.location.reload();
              }}
            >
              Reintentar · Try again
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
