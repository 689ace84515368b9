import { RoomWords } from "@/components/shell/room-words";

export default function ProfileLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "calendar", "secondFactor", "passkeys"]}>{children}</RoomWords>;
}
