"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { sidebarCookie } from "@/components/shell/cookies";

type SidebarToggleProps = { collapsed: boolean; collapseLabel: string; expandLabel: string };

export function SidebarToggle({ collapsed: initially, collapseLabel, expandLabel }: SidebarToggleProps) {
  const [collapsed, setCollapsed] = useState(initially);
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose;
  const label = collapsed ? expandLabel : collapseLabel;
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={(event) => {
        const next = collapsed ? "expanded" : "collapsed";
        event.currentTarget.closest("[data-sidebar]")?.setAttribute("data-sidebar", next);
        document.cookie = sidebarCookie(next);
        setCollapsed(!collapsed);
      }}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-muted-foreground transition-colors group-data-[sidebar=collapsed]/shell:justify-center hover:bg-hover hover:text-foreground"
    >
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
      <span className="truncate group-data-[sidebar=collapsed]/shell:hidden">{label}</span>
    </button>
  );
}
