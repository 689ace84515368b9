import { RoomWords } from "@/components/shell/room-words";

export default function SetUpLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["users", "setUp"]}>{children}</RoomWords>;
}
