import { RoomWords } from "@/components/shell/room-words";

export default function DuplicatesLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["duplicates"]}>{children}</RoomWords>;
}
