import { RoomWords } from "@/components/shell/room-words";

export default function DirectoryLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["directory", "groupRules", "rules"]}>{children}</RoomWords>;
}
