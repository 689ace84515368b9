import { RoomWords } from "@/components/shell/room-words";

export default function UsersLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users"]}>{children}</RoomWords>;
}
