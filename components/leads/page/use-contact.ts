"use client";

import { useDesk } from "@/components/leads/page/lead-desk";
import { useLogContact } from "@/components/leads/page/use-log-contact";
import type { ContactChannel } from "@/lib/leads/schema";

/** One click: the link does what it does, and the attempt is in the log before the other side has answered. */
export function useContact() {
  const { lead } = useDesk();
  const log = useLogContact(lead);
  return (channel: ContactChannel) => {
    if (lead.can.contact) void log(channel);
  };
}
