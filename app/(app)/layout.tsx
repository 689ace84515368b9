import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ForgetTyped } from "@/components/form/forget-typed";
import { LeadPalette } from "@/components/leads/lead-palette";
import { SessionGuard } from "@/components/live/session-guard";
import { AppShell } from "@/components/shell/app-shell";
import { Shortcuts } from "@/components/shell/shortcuts";
import { roomsFor } from "@/components/shell/navigation";
import { placesFor } from "@/components/shell/places";
import { PicturesProvider } from "@/components/ui/pictures";
import { signOutAction } from "@/lib/auth/actions";
import { requireActor } from "@/lib/auth/session";
import { ctxFor } from "@/lib/core/define-action";
import { urgentTasks } from "@/lib/leads/tasks/queries";
import { saveLocaleAction } from "@/lib/users/actions";
import { photosAround } from "@/lib/users/photos/queries";
import { roles } from "@/lib/users/queries";
import type { Locale } from "@/lib/i18n/locale";

async function signOut() {
  "use server";
  await signOutAction();
  redirect("/sign-in");
}

async function saveLocale(locale: Locale) {
  "use server";
  return saveLocaleAction({ locale });
}

/** What stands around every page of a signed-in person. Each page asks for the actor itself: a layout isn't drawn again. */
export default async function SignedInLayout({ children }: { children: React.ReactNode }) {
  const actor = await requireActor();
  const ctx = ctxFor(actor, "shell");
  const [t, known, pictures] = await Promise.all([getTranslations("nav"), roles({}), photosAround(ctx)]);
  const role = known.find(({ key }) => key === actor.roleKey);
  const urgent = await urgentTasks(ctx);
  const items = roomsFor(actor).map((room) => ({
    ...room,
    icon: room.key,
    label: t(room.key),
    keywords: room.key === "assignment" ? t("assignmentWords").split(", ") : undefined,
    badge: room.key === "tasks" && urgent > 0 ? String(urgent) : undefined,
  }));
  const places = placesFor(actor).map(({ key, href, icon }) => ({
    key,
    href,
    icon,
    label: t(`places.${key}.name`),
    keywords: t(`places.${key}.words`).split(", "),
  }));
  return (
    <PicturesProvider pictures={pictures}>
      <AppShell
        user={{ id: actor.id, name: actor.name, role: (actor.locale === "en" ? role?.nameEn : role?.nameEs) ?? "" }}
        actions={{ profileHref: "/profile", signOut, saveLocale }}
        items={items}
        palette={
          <>
            <LeadPalette items={items} places={places} userId={actor.id} />
            <Shortcuts />
          </>
        }
      >
        {children}
        <SessionGuard userId={actor.id} />
        <ForgetTyped but={actor.id} />
      </AppShell>
    </PicturesProvider>
  );
}
