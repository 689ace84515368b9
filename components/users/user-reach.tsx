import { Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";

type UserReachProps = {
  email: string;
  mail: string | null;
  phone: string;
  call: string | null;
  /** As it is read, and where it leads. */
  whatsapp: { shown: string; href: string } | null;
};

/** How a colleague is reached. */
export function UserReach({ email, mail, phone, call, whatsapp }: UserReachProps) {
  const t = useTranslations("users.reach");
  const ways = [
    mail !== null && { href: mail, icon: <Mail aria-hidden />, shown: email, label: email },
    call !== null && { href: call, icon: <Phone aria-hidden />, shown: phone, label: t("call", { phone }) },
    whatsapp && {
      ...{ href: whatsapp.href, icon: <MessageCircle aria-hidden />, shown: whatsapp.shown },
      label: t("whatsapp", { phone: whatsapp.shown }),
    },
  ].filter((way) => way !== false && way !== null);
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {ways.map(({ href, icon, shown, label }) => (
        <a
          key={href}
          href={href}
          aria-label={label}
          title={label}
          {...(href.startsWith("https:") && { target: "_blank", rel: "noreferrer" })}
          className="inline-flex items-center gap-1.5 wrap-anywhere hover:text-foreground hover:underline pointer-coarse:py-1 [&_svg]:size-3.5 [&_svg]:shrink-0"
        >
          {icon}
          {shown}
        </a>
      ))}
    </span>
  );
}
