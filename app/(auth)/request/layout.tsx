import { RoomWords } from "@/components/shell/room-words";

export default function RequestLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "requests"]}>{children}</RoomWords>;
}
