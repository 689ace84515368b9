import { AppShell } from "@/components/shell/app-shell";
import { Gallery } from "./gallery";
import { GalleryPalette } from "./palette";

async function noop() {
  "use server";
}
export default async function Page() {
  return (
    <AppShell
      user={{ name: "María Fernanda Ocampo", role: "Gerenta comercial" }}
      actions={{ profileHref: "/gallery/profile", signOut: noop }}
      palette={<GalleryPalette />}
      items={[
        { key: "home", href: "/home", icon: "home", label: "Inicio" },
        { key: "leads", href: "/gallery", icon: "leads", label: "Leads", badge: "12" },
        { key: "intake", href: "/intake", icon: "intake", label: "Recepción" },
        { key: "sources", href: "/sources", icon: "sources", label: "Orígenes" },
        { key: "users", href: "/users", icon: "users", label: "Usuarios", group: "admin" },
        { key: "audit", href: "/audit", icon: "audit", label: "Auditoría", group: "admin" },
        { key: "settings", href: "/settings", icon: "settings", label: "Ajustes", group: "admin" },
      ]}
    >
      <Gallery now={new Date("2026-11-23T12:00:00Z").toISOString()} />
    </AppShell>
  );
}
