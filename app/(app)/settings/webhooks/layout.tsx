import { RoomWords } from "@/components/shell/room-words";

export default function WebhooksLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["webhooks"]}>{children}</RoomWords>;
}
