import { RoomWords } from "@/components/shell/room-words";

export default function RolesLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "roles", "sensitive"]}>{children}</RoomWords>;
}
