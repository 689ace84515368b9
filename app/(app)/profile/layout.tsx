import { RoomWords } from "@/components/shell/room-words";

export default function ProfileLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["calendar", "secondFactor", "passkeys"]}>{children}</RoomWords>;
}
