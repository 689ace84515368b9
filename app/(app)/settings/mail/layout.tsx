import { RoomWords } from "@/components/shell/room-words";

export default function MailLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["mail"]}>{children}</RoomWords>;
}
