"use client";
import { Home, UsersRound } from "lucide-react";
import { CommandPalette } from "@/components/ui/command-palette";
export function GalleryPalette() {
  return (
    <CommandPalette
      label="Buscar" placeholder="Buscá leads, páginas, acciones…" emptyText="Sin resultados" loadingText="Buscando…"
      groups={[
        { key: "go", heading: "Ir a", entries: [{ key: "home", label: "Inicio", icon: <Home />, hint: "G H", run() {} }, { key: "leads", label: "Leads", icon: <UsersRound />, run() {} }] },
        { key: "leads", heading: "Leads", entries: [{ key: "1", label: "Transportes del Plata SRL", hint: "L-10234", run() {} }] },
      ]}
    />
  );
}
