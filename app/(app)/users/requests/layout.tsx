import { RoomWords } from "@/components/shell/room-words";

export default function RequestsLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "requests"]}>{children}</RoomWords>;
}
