import { RoomWords } from "@/components/shell/room-words";

export default function UserLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "calendar"]}>{children}</RoomWords>;
}
