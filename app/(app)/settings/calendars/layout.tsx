import { RoomWords } from "@/components/shell/room-words";

export default function CalendarsLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["calendar"]}>{children}</RoomWords>;
}
